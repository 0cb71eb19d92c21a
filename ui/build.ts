/** Builds the page into ui/dist, and with --if-changed only when something it is made of has changed. */
import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { parseArgs } from 'node:util'

const root = join(import.meta.dirname, '..')
const stamp = join(root, 'ui/dist/.built')

const help = `Builds the page into ui/dist.

  node ui/build.ts                 build
  node ui/build.ts --if-changed    build only if the sources or the lock file changed since the last build
`

/** What the page is made of; its tests, and the pictures of it in the README, are not part of it. */
function sources(): string[] {
  const isPart = (file: string) => !file.endsWith('.test.ts') && !file.startsWith(join('ui', 'browser'))
  return globSync(['ui/**/*', 'collector/serve/wire.ts', 'collector/domain/**/*.ts', 'package-lock.json'], {
    cwd: root,
    exclude: ['ui/dist', 'ui/dist/**', 'ui/pictures', 'ui/pictures/**'],
  })
    .filter((file) => isPart(file) && statSync(join(root, file)).isFile())
    .sort()
}

function fingerprint(): string {
  const hash = createHash('sha256')
  for (const file of sources())
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0')
  return hash.digest('hex')
}

function isBuilt(print: string): boolean {
  return (
    existsSync(join(root, 'ui/dist/index.html')) &&
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8').trim() === print
  )
}

async function buildPage(print: string): Promise<void> {
  // Whoever builds it: what Svelte does beside in development makes a page that stays open grow without end.
  process.env.NODE_ENV = 'production'
  // Vite takes half a second to load, which an unchanged page need not pay at every start.
  const { build } = await import('vite')
  const began = performance.now()
  await build({ configFile: join(root, 'ui/vite.config.ts'), logLevel: 'warn' })
  writeFileSync(stamp, `${print}\n`)
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  console.log(`The page is built in ${relative(process.cwd(), join(root, 'ui/dist')) || '.'} (${seconds} s).`)
}

async function main(): Promise<number> {
  let options: { 'if-changed'?: boolean; help?: boolean }
  try {
    options = parseArgs({
      options: { 'if-changed': { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    }).values
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${help}`)
    return 2
  }
  if (options.help) {
    console.log(help)
    return 0
  }
  const print = fingerprint()
  if (options['if-changed'] && isBuilt(print)) {
    console.log('The page is up to date.')
    return 0
  }
  try {
    await buildPage(print)
    return 0
  } catch (error) {
    console.error(`The page could not be built: ${error instanceof Error ? error.message : String(error)}`)
    return 1
  }
}

process.exitCode = await main()
