import { X509Certificate, createPrivateKey } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import { certificate } from './certificates.ts'

describe('certificate', () => {
  test('is for localhost and both loopback addresses, and can be its own trust anchor', async () => {
    const { key, cert } = await certificate()
    const parsed = new X509Certificate(cert)
    expect(parsed.checkHost('localhost')).toBe('localhost')
    expect(parsed.checkIP('127.0.0.1')).toBe('127.0.0.1')
    expect(parsed.checkIP('::1')).toBe('::1')
    expect(parsed.checkHost('example.org')).toBeUndefined()
    expect(parsed.checkPrivateKey(createPrivateKey(key))).toBe(true)
    expect(parsed.verify(parsed.publicKey)).toBe(true)
    expect(parsed.ca).toBe(true)
    expect(Date.parse(parsed.validFrom)).toBeLessThan(Date.parse(parsed.validTo))
  })

  test('is made once', async () => {
    expect(await certificate()).toBe(await certificate())
  })
})
