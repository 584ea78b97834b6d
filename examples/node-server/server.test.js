import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { connect } from 'node:http2'
import { createServer } from './server.js'

const server = createServer()
beforeAll(() => new Promise((resolve) => server.listen(0, '127.0.0.1', resolve)))
afterAll(() => server.close())

test('welcomes', async () => {
  const session = connect(`http://127.0.0.1:${server.address().port}`)
  const stream = session.request({ ':path': '/' }).setEncoding('utf8')
  let body = ''
  for await (const piece of stream) body += piece
  session.close()
  expect(body).toBe('Welcome.\n')
})

// The sections that matter to us most; leave `sections` out for all of the specification.
test('speaks HTTP/2 as RFC 9113 says, but for what zyphos.expect.yaml knows', async () => {
  await expect(server).toConformTo('http2', {
    name: 'shop',
    expectations: 'zyphos.expect.yaml',
    levels: { SHOULD: 'fail' },
    sections: ['rfc9113 6.7', 'rfc9113 6.8', 'rfc9113 8.3.1'],
    upload: '/upload',
    large: '/picture'
  })
}, 120_000)
