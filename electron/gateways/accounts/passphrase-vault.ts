import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto'
import { z } from 'zod'
import { bindingText, type KeyBinding } from './key-binding.ts'
import type { Sealed, SealedVault } from './account-file.ts'
import type { Keys } from '#electron/services/ports/accounts.ts'

export type ScryptCost = Omit<SealedVault['scrypt'], 'salt'>

/** 128 MiB and about a third of a second a guess: OWASP's recommendation for scrypt. */
const SCRYPT: ScryptCost = { N: 2 ** 17, r: 8, p: 1 }
const SALT_BYTES = 16
const KEY_BYTES = 32
/** The length AES-GCM is specified for. */
const IV_BYTES = 12

const CHECK_TEXT = 'leadsheet'
const CHECK_NAME = 'check'

const SealedKeys = z.object({ accessKey: z.string(), secretKey: z.string() })

/** An opened vault: seals and opens keys; knows nothing of files. The passphrase itself is not kept. */
export interface OpenVault {
  seal(binding: KeyBinding, keys: Keys): Sealed
  /** @throws where the entry was tampered with, or sealed for another account, host or transport. */
  open(binding: KeyBinding, sealed: Sealed): Keys
  /** An entry of a version that bound keys to their account alone. @throws where it is no such entry. */
  openUnbound(accountId: string, sealed: Sealed): Keys
}

/**
 * The parameters come from a file that anybody may have written: what they ask for is bounded before it is done. 1 GiB of
 * memory and 32 times today's work leave room for stronger ones.
 */
export function isBearable({ N, r, p }: ScryptCost): boolean {
  const powerOfTwo = N >= 2 && N <= 2 ** 30 && (N & (N - 1)) === 0
  return powerOfTwo && r >= 1 && p >= 1 && 128 * N * r <= 2 ** 30 && N * r * p <= 2 ** 25
}

/** `cost`: what each guess is to cost. Less than the default only where tests make many vaults. */
export async function createVault(
  passphrase: string,
  cost: ScryptCost = SCRYPT,
): Promise<{ sealed: SealedVault; vault: OpenVault }> {
  const salt = randomBytes(SALT_BYTES)
  const key = await derive(passphrase, { ...cost, salt })
  return {
    sealed: {
      scrypt: { ...cost, salt: salt.toString('base64') },
      check: encrypt(key, CHECK_NAME, CHECK_TEXT),
      keys: {},
    },
    vault: openWith(key),
  }
}

/** Null where the passphrase is not the one the vault was made with. @throws {RangeError} where opening it is unbearable. */
export async function openVault(sealed: SealedVault, passphrase: string): Promise<OpenVault | null> {
  if (!isBearable(sealed.scrypt)) throw new RangeError('The vault asks for more work than it may.')
  const key = await derive(passphrase, {
    ...sealed.scrypt,
    salt: Buffer.from(sealed.scrypt.salt, 'base64'),
  })
  try {
    return decrypt(key, CHECK_NAME, sealed.check) === CHECK_TEXT ? openWith(key) : null
  } catch {
    return null
  }
}

function openWith(key: Buffer): OpenVault {
  return {
    seal: (binding, keys) => encrypt(key, bindingText(binding), JSON.stringify(keys)),
    open: (binding, sealed) => SealedKeys.parse(JSON.parse(decrypt(key, bindingText(binding), sealed))),
    openUnbound: (accountId, sealed) =>
      SealedKeys.parse(JSON.parse(decrypt(key, `account ${accountId}`, sealed))),
  }
}

function derive(
  passphrase: string,
  { N, r, p, salt }: { N: number; r: number; p: number; salt: Buffer },
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // Composed and decomposed spellings of one passphrase are one passphrase.
    scrypt(passphrase.normalize('NFKC'), salt, KEY_BYTES, { N, r, p, maxmem: 256 * N * r }, (error, key) => {
      if (error) reject(error)
      else resolve(key)
    })
  })
}

/** `name` is bound in as additional data: an entry opens only under the name it was sealed with. */
function encrypt(key: Buffer, name: string, text: string): Sealed {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(name))
  const data = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return {
    iv: iv.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
    data: data.toString('base64'),
  }
}

function decrypt(key: Buffer, name: string, { iv, tag, data }: Sealed): string {
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(iv, 'base64'), { authTagLength: 16 })
    .setAAD(Buffer.from(name))
    .setAuthTag(Buffer.from(tag, 'base64'))
  return Buffer.concat([decipher.update(Buffer.from(data, 'base64')), decipher.final()]).toString('utf8')
}
