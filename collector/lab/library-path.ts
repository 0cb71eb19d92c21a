/** Where Debian keeps a library of this kind of machine; `path` is such as `frr/modules/bgpd_snmp.so`. */
export function libraryPath(path: string): string {
  const machine = process.arch === 'arm64' ? 'aarch64' : 'x86_64'
  return `/usr/lib/${machine}-linux-gnu/${path}`
}
