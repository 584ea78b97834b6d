import { defineConfig } from 'zyphos'

export default defineConfig({
  targets: {
    shop: { exec: 'node start.js {port}', upload: '/upload', large: '/picture' }
  },
  suites: {
    http2: { sections: ['rfc9113 6.7', 'rfc9113 6.8', 'rfc9113 8.3.1'] }
  },
  expectations: 'zyphos.expect.yaml',
  levels: { SHOULD: 'fail' }
})
