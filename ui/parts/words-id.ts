/** The page's words in Bahasa Indonesia: short and formal; the keys are the contract for every other language. */
import { accessId } from './words-access-id.ts'
import { auditId } from './words-audit-id.ts'
import { healthId } from './words-health-id.ts'
import { overviewId } from './words-overview-id.ts'
import { satkerId } from './words-satker-id.ts'
import { settingsId } from './words-settings-id.ts'
import { vpnId } from './words-vpn-id.ts'

export const wordsId = {
  ...satkerId,
  ...overviewId,
  ...accessId,
  ...settingsId,
  ...auditId,
  ...vpnId,
  ...healthId,

  'status.up': 'terhubung',
  'status.degraded': 'terdegradasi',
  'status.down': 'putus',
  'status.unreachable': 'tak terjangkau',
  'status.unknown': 'tidak terpantau',
  'status.planned': 'belum aktif',
  'status.none': 'tanpa sambungan',
  'status.suspect': 'menunggu konfirmasi',
  'status.maintenance': 'dalam pemeliharaan',
  'status.since': '{status} sejak {time}',

  'map.show': 'Peta',

  'map.title': 'Peta satker',
  'map.summary': '{total} satker di peta: {counts}. Daftar di halaman ini memuat hal yang sama.',
  'map.unplaced': 'Tanpa koordinat, jadi tidak tampak di peta: {count} satker.',
  'map.zoomIn': 'Perbesar',
  'map.zoomOut': 'Perkecil',
  'map.reset': 'Seluruh Indonesia',
  'map.keys':
    'Tombol panah menggeser peta, + dan − memperbesar dan memperkecil, 0 menampilkan seluruh Indonesia.',
  'map.cluster': '{count} satker',
  'map.load': 'beban {percent} dari langganan',
  'map.loadNone': 'beban tidak terukur',
  'map.loadTitle': 'Beban: pemakaian langganan, arah tersibuk',
  'map.loadUpTo': '≤ {percent}',
  'map.loadAbove': '> {percent}',
  'map.loadUnmeasured': 'tidak terukur',

  'cause.interfaceDown': 'antarmuka mati, router hidup',
  'cause.endSilent': 'ujung jauh diam, router hidup',
  'cause.allSilent': 'ujung jauh dan SNMP diam',
  'cause.silent': 'ujung jauh diam',
  'cause.refused': 'ujung jauh diam, SNMP menolak kredensial',
  'cause.behind': 'di belakang {name}',
  'cause.parent': 'sambungan induk putus',
  'cause.parentOutside': 'sambungan induk putus, di luar lingkup Anda',
  'cause.loss': 'paket hilang {percent}',
  'cause.delay': 'latensi {delay}',
  'cause.load': 'beban {percent} dari langganan',
  'cause.loadHigh': 'beban tinggi',
  'cause.lossHigh': 'paket hilang',
  'cause.delayHigh': 'latensi tinggi',
  'cause.tunnelDown': 'terowongan mati',
  'cause.sessionDown': 'sesi BGP mati',
  'cause.twinDown': 'tanpa cadangan: sambungan kembarnya putus',
  'cause.recovering': 'menunggu lima menit di dalam batas',
  'cause.snmpSilent': 'SNMP diam',
  'cause.wrongCredentials': 'kredensial SNMP ditolak',
  'cause.identityChanged': 'identitas router berubah',
  'cause.notWatched': 'tidak terpantau',
  'cause.linkDown': 'sambungan {role} putus: {cause}',
  'cause.linkDegraded': 'sambungan {role}: {cause}',
  'cause.linkUnreachable': 'sambungan {role} tak terjangkau',
  'cause.linkUnknown': 'sambungan {role} tidak terpantau',
  'cause.suspect': 'satu sapuan tidak terjawab',

  'type.pusat': 'Pusat',
  'type.kanwil': 'Kanwil',
  'type.kankemenag': 'Kankemenag',
  'type.kua': 'KUA',
  'type.madrasah': 'Madrasah',
  'type.ptkn': 'PTKN',
  'type.balai': 'Balai',
  'type.upt': 'UPT',

  'role.primary': 'utama',
  'role.backup': 'cadangan',
  'medium.fiber': 'serat optik',
  'medium.radio': 'radio',
  'medium.vsat': 'VSAT',
  'medium.cellular': 'seluler',
  'medium.copper': 'tembaga',

  'error.network': 'kolektor tidak menjawab',
  'error.badAnswer': 'jawaban kolektor tidak dapat dibaca',
  'error.notFound': 'kolektor tidak mengenalnya',
  'error.internal': 'kolektor gagal menjawab; sebabnya ada di lognya',
  'error.unavailable': 'kolektor sedang berhenti, terlalu sibuk, atau disknya penuh',
  'error.refused': 'kolektor menolak permintaan ini',
  'error.forbidden': 'peran Anda tidak mengizinkannya',
  'unit.day': 'hari',
  'unit.hour': 'j',
  'unit.minute': 'm',
  'unit.second': 'd',
  'value.none': '–',
  'value.true': 'ya',
  'value.false': 'tidak',
}

export type WordKey = keyof typeof wordsId
