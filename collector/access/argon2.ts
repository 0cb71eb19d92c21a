import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'

/** One hash that is kept: `$argon2id$v=19$m=19456,t=2,p=1$salt$tag`, in base 64 without padding (PHC string format). */
export interface KeptHash {
  /** KiB. */
  memory: number
  passes: number
  parallelism: number
  salt: Buffer
  tag: Buffer
}

export type Argon2Cost = Pick<KeptHash, 'memory' | 'passes' | 'parallelism'>

/** The second of OWASP's equal choices: 19 MiB, two passes. */
export const presentCost: Argon2Cost = { memory: 19_456, passes: 2, parallelism: 1 }

const saltBytes = 16
const tagBytes = 32

/** What takes the time; a test counts it. */
export type Derive = (password: string, salt: Buffer, cost: Argon2Cost, tagLength: number) => Promise<Buffer>

export const deriveArgon2id: Derive = (password, salt, cost, tagLength) =>
  new Promise((resolve, reject) => {
    const parameters = { message: password, nonce: salt, tagLength, ...cost }
    argon2('argon2id', parameters, (error, tag) => (error ? reject(error) : resolve(tag)))
  })

export async function makeHash(derive: Derive, password: string): Promise<string> {
  const salt = randomBytes(saltBytes)
  return phcString({ ...presentCost, salt, tag: await derive(password, salt, presentCost, tagBytes) })
}

export async function fitsHash(derive: Derive, password: string, kept: KeptHash): Promise<boolean> {
  const tag = await derive(password, kept.salt, kept, kept.tag.length)
  return timingSafeEqual(tag, kept.tag)
}

/** A hash of no password, which takes as much work as a real one. */
export const hashOfNone: KeptHash = {
  ...presentCost,
  salt: randomBytes(saltBytes),
  tag: randomBytes(tagBytes),
}

export function isOfPresentCost({ memory, passes, parallelism }: Argon2Cost): boolean {
  const { memory: m, passes: t, parallelism: p } = presentCost
  return memory === m && passes === t && parallelism === p
}

function phcString({ memory, passes, parallelism, salt, tag }: KeptHash): string {
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${bare(salt)}$${bare(tag)}`
}

/** Throws where the database holds what was never written into it. */
export function readPhcString(text: string): KeptHash {
  const parts =
    /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,3}),p=(\d{1,2})\$([\w+/]{11,86})\$([\w+/]{22,86})$/.exec(text)
  if (!parts) throw new Error('The database holds a password that is not an Argon2id hash.')
  const [, memory, passes, parallelism, salt = '', tag = ''] = parts
  return {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    salt: Buffer.from(salt, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  }
}

function bare(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '')
}
