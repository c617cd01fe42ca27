import { expect, test } from 'vitest'
import { childEnvironment } from './child-environment.ts'

test('a child is given what it needs and nothing that could be a secret', () => {
  expect(
    childEnvironment({
      PATH: '/usr/bin',
      Path: 'C:\\Windows',
      TZ: 'Asia/Kolkata',
      LC_ALL: 'en_IN.UTF-8',
      LEADSHEET_ACCESS_KEY: 'u$r0',
      LEADSHEET_SECRET_KEY: 'fedc',
      LEADSHEET_PASSPHRASE: 'correct horse',
      AWS_SECRET_ACCESS_KEY: 'x',
      NODE_OPTIONS: '--require ./evil.js',
      MY_PATH: 'no',
      HOME: undefined,
    }),
  ).toEqual({ PATH: '/usr/bin', Path: 'C:\\Windows', TZ: 'Asia/Kolkata', LC_ALL: 'en_IN.UTF-8' })
})
