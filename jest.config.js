/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/{impl,lab,conformance,differential,fuzz,reports,cli,test}/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'es6' } }
    ]
  },
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.zyphos'],
  testTimeout: 60000
}
