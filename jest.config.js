/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/{impl,lab,conformance,differential,fuzz,reports,cli,test}/**/*.test.ts'],
  // Tests that need real programs run with jest.peers.config.js.
  testPathIgnorePatterns: ['/node_modules/', '\\.peer\\.test\\.ts$'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': '<rootDir>/test/transform.js' },
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.zyphos'],
  testTimeout: 60_000
}
