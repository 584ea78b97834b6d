// Modules of JavaScript run as they are; zyphos/jest adds toConformTo to every test.
export default { testEnvironment: 'node', transform: {}, setupFilesAfterEnv: ['zyphos/jest'] }
