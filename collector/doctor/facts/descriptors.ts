import type { DescriptorFacts } from '../checks/descriptors.ts'
import { shortFile } from './kernel-setting.ts'

export function descriptorFacts(): DescriptorFacts {
  const [, hard] = /^Max open files\s+\S+\s+(\S+)/m.exec(shortFile('/proc/self/limits') ?? '') ?? []
  if (hard === undefined) return { hard: null }
  return { hard: hard === 'unlimited' ? Number.MAX_SAFE_INTEGER : Number(hard) }
}
