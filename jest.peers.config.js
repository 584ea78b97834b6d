import base from './jest.config.js'

/** Tests that start real programs: `npm run test:peers`. @type {import('jest').Config} */
export default {
  ...base,
  testMatch: ['<rootDir>/{impl,lab,conformance,differential,fuzz,reports,cli,test}/**/*.peer.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  maxWorkers: 1,
  testTimeout: 300_000
}
