import { dirname } from 'node:path'

/**
 * Where the person stands who typed a command. npm runs a script in the folder of its package.json, wherever it
 * was called; the paths on its command line are meant from there, and it says so in INIT_CWD.
 */
export function callerFolder(
  env: Readonly<Record<string, string | undefined>> = process.env,
  folder: string = process.cwd(),
): string {
  const { npm_package_json: manifest, INIT_CWD: caller } = env
  // What a script starts elsewhere inherits these variables, and is not meant.
  const byNpm = manifest !== undefined && dirname(manifest) === folder
  return byNpm && caller ? caller : folder
}
