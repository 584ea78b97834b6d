export { latin1, NO_OCTET, writeLatin1 } from '../latin1.ts'
