import { generate } from 'selfsigned'

/** A private key and its self-signed certificate, both PEM. */
export type Certificate = { readonly key: string; readonly cert: string }

const day = 24 * 60 * 60 * 1000

async function issue(
  key: { keyType: 'ec'; curve: 'P-256' } | { keyType: 'rsa'; keySize: 2048 }
): Promise<Certificate> {
  const now = Date.now()
  const pems = await generate([{ name: 'commonName', value: 'localhost' }], {
    ...key,
    algorithm: 'sha256',
    // A day back, so that a clock that is a little off in a container does not make the certificate "not yet valid".
    notBeforeDate: new Date(now - day),
    notAfterDate: new Date(now + 30 * day),
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', digitalSignature: true, keyEncipherment: true, keyCertSign: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true, clientAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
          { type: 7, ip: '::1' }
        ]
      }
    ]
  })
  return { key: pems.private, cert: pems.cert }
}

let issued: Promise<Certificate> | undefined
let issuedWithRsa: Promise<Certificate> | undefined

/**
 * The laboratory's certificate for localhost, 127.0.0.1 and ::1: P-256, self-signed, made once in each process and
 * never stored, so that no key outlives the run that trusts it. A client may use it as its only trust anchor.
 */
export function certificate(): Promise<Certificate> {
  issued ??= issue({ keyType: 'ec', curve: 'P-256' })
  return issued
}

/** Another one like it, with an RSA key of 2,048 bits, for TLS cipher suites that need one. */
export function rsaCertificate(): Promise<Certificate> {
  issuedWithRsa ??= issue({ keyType: 'rsa', keySize: 2048 })
  return issuedWithRsa
}
