/** Numbers as they are told: the same on every machine, whatever its locale. */
export function whole(value: number): string {
  return Math.round(value)
    .toString()
    .replace(/\B(?=(\d{3})+$)/g, ',')
}

export function bytes(value: number): string {
  const step = [1e12, 1e9, 1e6, 1e3].findIndex((least) => value >= least)
  if (step === -1) return `${whole(value)} bytes`
  const scaled = value / [1e12, 1e9, 1e6, 1e3][step]!
  return `${scaled < 10 ? scaled.toFixed(1) : whole(scaled)} ${['TB', 'GB', 'MB', 'kB'][step]}`
}

export function seconds(ms: number): string {
  return `${Number((ms / 1_000).toFixed(1))} s`
}
