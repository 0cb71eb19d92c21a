/** Words of how the collector itself is: for whoever looks after it, and for whoever asks them to. */
import type { healthId } from './words-health-id.ts'

export const healthEn: Record<keyof typeof healthId, string> = {
  'health.title': 'Health of the collector',
  'health.well': 'The collector keeps up: everything is asked in time, and everything is stored.',
  'health.concerned': 'The collector does not keep up. What the other pages say may be late.',
  'health.keepsUp': 'The collector keeps up',
  'health.behind': 'The collector does not keep up',
  'health.doctor':
    'What to do: on the collector’s server, run npm run doctor; it looks at the machine and says what it lacks.',
  'health.notDown': 'No link is called down because the collector was late.',
  'health.sweepOld': 'The last sweep was {time} ago; there should be one every {rhythm}.',
  'health.unseen':
    'There is a router that was not visited for {time}; it should be every {rhythm}. Hubs come first, then whoever has waited longest.',
  'health.sweepsLate':
    'Parts of sweeps were late {count} times in the last {time}: what is down is known later.',
  'health.visitsSkipped': 'Visits were passed over {count} times in the last {time}.',
  'health.visitsLate': 'Visits were late {count} times in the last {time}.',
  'health.loopSlow':
    'The collector’s process is busy: one in a hundred of its tasks waits for {delay} or more.',
  'health.commitOld': 'It last stored {time} ago; it should each minute. Look at the disk of its database.',
  'health.walLarge': 'The journal of the database (WAL) has grown to {size}; usually it is below 64 MB.',

  'health.sweeps': 'Sweeps',
  'health.visits': 'SNMP visits',
  'health.machine': 'Machine and storage',
  'health.by': 'ICMP program',
  'health.every': 'Rhythm',
  'health.endpoints': 'Far ends asked',
  'health.lastSweep': 'Last sweep',
  'health.late': 'Late',
  'health.skipped': 'Passed over',
  'health.lately': '{count} in the last {time}',
  'health.routers': 'Routers',
  'health.lastVisit': 'Last visit',
  'health.inFlight': 'Being visited',
  'health.waiting': 'Waiting for their turn',
  'health.longestUnseen': 'Longest not visited',
  'health.failed': 'Visits failed',
  'health.refused': 'Answers refused',
  'health.loop': 'Delay of the process (p99)',
  'health.database': 'Database',
  'health.wal': 'Its journal (WAL)',
  'health.lastCommit': 'Last stored',
  'health.browsers': 'Browsers watching',
  'health.startedAt': 'Running since',
  'health.versions': 'Version',
  'health.counted': 'Counted since the collector started.',
}
