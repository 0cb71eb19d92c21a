/** The words of what makes a link a VPN, of twins and of availability, in English. */
import type { vpnId } from './words-vpn-id.ts'

export const vpnEn: Record<keyof typeof vpnId, string> = {
  'layer.of': 'Layers of link {link}',
  'layer.access': 'access',
  'layer.tunnel': 'tunnel',
  'layer.session': 'BGP session',
  'layer.up': 'up',
  'layer.down': 'down',
  'layer.unknown': 'not known',
  'layer.reset': 'dropped for a moment',
  'layer.since': 'since {time}',
  'layer.by': 'by {what}',
  'witness.echo': 'echo to the far end',
  'witness.interface': 'WAN interface',
  'witness.tunnel-interface': 'tunnel interface',
  'witness.ipsec': 'IPsec table',
  'witness.peer-echo': 'echo to the gateway',
  'witness.ike': 'IKE of the gateway',
  'witness.bgp': 'BGP table',
  'witness.stopped': 'router: shut on purpose',

  'verdict.access': 'access is down: probably the provider (last mile), or power at the satker',
  'verdict.accessAlive': 'access is down, router is alive: probably provider side (last mile)',
  'verdict.accessSilent':
    'access is down, router is silent: probably the provider (last mile), or power at the satker',
  'verdict.contraryAccess':
    'access looks down, but BGP is up: the signs disagree; see whether echoes are filtered or the session takes another way',
  'verdict.tunnel': 'access is up, tunnel is down: probably the gateway or the key (IPsec/GRE)',
  'verdict.tunnelKey':
    'access is up, gateway answers, tunnel is down: probably the key or the settings of the tunnel (IPsec/GRE)',
  'verdict.tunnelAlone':
    'tunnel is down, access is not monitored: probably the gateway, the key (IPsec/GRE), or the access beneath',
  'verdict.contraryTunnel':
    'tunnel looks down, but BGP is up: the signs disagree; see whether the session takes another way',
  'verdict.stopped': 'BGP was shut on purpose at the router: start it again if that was not meant',
  'verdict.sessionOverTunnel': 'tunnel is up, BGP is down: provider side',
  'verdict.sessionOverAccess': 'access is up, BGP is down: provider side',
  'verdict.sessionAlone': 'BGP is down, the layers beneath are not monitored: probably provider side',
  'verdict.reset': 'BGP session dropped and came back {time}',

  'cause.accessUpTunnelDown': 'access up, tunnel down',
  'cause.tunnelUpSessionDown': 'tunnel up, BGP down',
  'cause.accessUpSessionDown': 'access up, BGP down',
  'cause.sessionStopped': 'BGP shut on purpose',

  'layers.title': 'Changes of layers',
  'layers.what': 'The changes of layers',
  'layers.time': 'Time ({zone})',
  'layers.layer': 'Layer',
  'layers.to': 'Change',
  'layers.by': 'By',
  'layers.none': 'Its tunnel and session have not changed yet.',

  'endpoint.tunnels': 'Tunnels of router {id}',
  'endpoint.tunnel': 'Tunnel',
  'endpoint.ipsecs': 'IPsec of router {id}',
  'endpoint.ipsec': 'IPsec gateway',
  'endpoint.ipsecOurs': 'from {local}',
  'endpoint.sessions': 'BGP sessions of router {id}',
  'endpoint.session': 'BGP peer',
  'endpoint.lastUp': 'last up {time}',
  'endpoint.stopped': 'shut on purpose',
  'endpoint.noPeer': 'not on the router',
  'endpoint.state': '{word} ({name})',

  'availability.title': 'Availability over 30 days',
  'availability.what': 'The availability',
  'availability.of': 'Link',
  'availability.ratio': 'Available',
  'availability.coverage': 'Coverage',
  'availability.gone': 'Unavailable',
  'availability.together': 'together',
  'availability.removed': 'no longer listed',
  'availability.unwatched': 'nobody watched',
  'availability.note':
    'Around the clock, nothing deducted; together: available while any of the links is up.',
  'availability.noteAlone': 'Around the clock, nothing deducted.',

  'trap.port': 'Traps: port {port}',
  'trap.deaf': 'Traps: not heard',
  'trap.received': 'traps received',
  'trap.accepted': 'accepted and acted on',
  'trap.ignored': 'genuine, but nothing to act on',
  'trap.visits': 'visits asked for',
  'trap.restarts': 'restarts of their listener',
  'trap.refused': 'refused: {reason}',
  'trap.notice': 'Traps of routers are not heard. All is still read by sweeps and visits, only not at once.',

  'help.vpn': 'Links of a VPN',
  'help.vpnAccess': 'the line to the satker: its far end answers and the WAN interface is up',
  'help.vpnTunnel': 'IPsec or GRE over the access; down by itself it is the gateway or the key',
  'help.vpnSession': 'exchange of routes with the provider; down by itself it is the provider side',
  'help.vpnOrder': 'Read from near to far: the first that is down is the cause.',
  'help.twin':
    'A satker with two links is degraded when one of them is down, and down when both are. Their availability together is counted likewise.',
  'help.trap': 'A trap changes no status; it only asks for its router to be read soon.',
}
