/** Why the lab cannot be built on this machine, in words for the name of a skipped test; null when it can. */
import { spawnSync } from 'node:child_process'

const tools = [
  { program: 'ip', args: ['-V'], debianPackage: 'iproute2' },
  { program: 'nft', args: ['--version'], debianPackage: 'nftables' },
  { program: 'snmpd', args: ['-v'], debianPackage: 'snmpd' },
  { program: 'iperf3', args: ['--version'], debianPackage: 'iperf3' },
  { program: 'fping', args: ['--version'], debianPackage: 'fping' },
]

export function whyNoLab(): string | null {
  if (process.getuid?.() !== 0) return 'skipped: not root, which network namespaces need'
  for (const { program, args, debianPackage } of tools)
    if (spawnSync(program, args).error) return `skipped: ${debianPackage} not installed`
  if (spawnSync('unshare', ['-n', 'true']).status !== 0)
    return 'skipped: this machine does not allow network namespaces'
  return null
}

/** Why systemd cannot be asked about the unit. */
export function whyNoSystemd(): string | null {
  return spawnSync('systemd-analyze', ['--version']).error ? 'skipped: systemd not installed' : null
}

/** Why no program can be run with another user's number and few capabilities. */
export function whyNoCapabilities(): string | null {
  if (process.getuid?.() !== 0) return 'skipped: not root, which giving up all but one capability needs'
  if (spawnSync('setpriv', ['--version']).error) return 'skipped: util-linux not installed'
  return spawnSync('fping', ['--version']).error ? 'skipped: fping not installed' : null
}
