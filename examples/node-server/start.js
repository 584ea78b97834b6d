import { createServer } from './server.js'

const port = Number(process.argv[2] ?? 8080)
createServer().listen(port, '127.0.0.1', () => console.log(`http://127.0.0.1:${port}/`))
