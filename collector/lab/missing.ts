/** Why the lab cannot be built on this machine, in words for the name of a skipped test; null when it can. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fakeTimeLibrary } from './ageing-snmpd.ts'
import { bgpdProgram, bgpdSnmpModule } from './frr.ts'
import { opensslPlugin, strongSwanProgram } from './strongswan.ts'

const tools = [
  { program: 'ip', args: ['-V'], debianPackage: 'iproute2' },
  { program: 'nft', args: ['--version'], debianPackage: 'nftables' },
  { program: 'snmpd', args: ['-v'], debianPackage: 'snmpd' },
  { program: 'iperf3', args: ['--version'], debianPackage: 'iperf3' },
  { program: 'fping', args: ['--version'], debianPackage: 'fping' },
]

const vpnParts = [
  [bgpdProgram, 'frr'],
  [bgpdSnmpModule, 'frr-snmp'],
  [strongSwanProgram, 'charon-systemd'],
  [fakeTimeLibrary, 'libfaketime'],
  [opensslPlugin, 'libstrongswan-standard-plugins'],
  ['/usr/bin/socat', 'socat'],
  ['/usr/bin/snmptrap', 'snmp'],
] as const

export function whyNoLab(): string | null {
  if (process.getuid?.() !== 0) return 'skipped: not root, which network namespaces need'
  for (const { program, args, debianPackage } of tools)
    if (spawnSync(program, args).error) return `skipped: ${debianPackage} not installed`
  if (spawnSync('unshare', ['-n', 'true']).status !== 0)
    return 'skipped: this machine does not allow network namespaces'
  return null
}

/** Why the lab of VPN parts cannot be built: beside what any lab needs, real BGP, IKE, tunnels and traps. */
export function whyNoVpnLab(): string | null {
  const why = whyNoLab()
  if (why !== null) return why
  for (const [file, debianPackage] of vpnParts)
    if (!existsSync(file)) return `skipped: ${debianPackage} not installed`
  return existsSync('/dev/net/tun') ? null : 'skipped: this machine has no TUN'
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
