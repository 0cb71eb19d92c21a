/** A province of Indonesia, by its Kemendagri code (Kepmendagri 300.2.2-2430/2025), with its capital. */
export interface Province {
  /** Two digits. BPS numbers some of them otherwise. */
  code: string
  name: string
  capital: string
  /** Latitude and longitude of the capital, degrees. */
  location: [number, number]
}

const rows: [code: string, name: string, capital: string, latitude: number, longitude: number][] = [
  ['11', 'Aceh', 'Banda Aceh', 5.559, 95.328],
  ['12', 'Sumatera Utara', 'Medan', 3.629, 98.667],
  ['13', 'Sumatera Barat', 'Padang', -0.899, 100.438],
  ['14', 'Riau', 'Pekanbaru', 0.551, 101.466],
  ['15', 'Jambi', 'Jambi', -1.618, 103.6],
  ['16', 'Sumatera Selatan', 'Palembang', -2.972, 104.741],
  ['17', 'Bengkulu', 'Bengkulu', -3.841, 102.308],
  ['18', 'Lampung', 'Bandar Lampung', -5.414, 105.262],
  ['19', 'Kepulauan Bangka Belitung', 'Pangkalpinang', -2.111, 106.113],
  ['21', 'Kepulauan Riau', 'Tanjungpinang', 0.92, 104.487],
  ['31', 'DKI Jakarta', 'Jakarta', -6.181, 106.835],
  ['32', 'Jawa Barat', 'Bandung', -6.919, 107.637],
  ['33', 'Jawa Tengah', 'Semarang', -7.024, 110.392],
  ['34', 'DI Yogyakarta', 'Yogyakarta', -7.803, 110.374],
  ['35', 'Jawa Timur', 'Surabaya', -7.274, 112.724],
  ['36', 'Banten', 'Serang', -6.123, 106.167],
  ['51', 'Bali', 'Denpasar', -8.668, 115.221],
  ['52', 'Nusa Tenggara Barat', 'Mataram', -8.59, 116.111],
  ['53', 'Nusa Tenggara Timur', 'Kupang', -10.205, 123.605],
  ['61', 'Kalimantan Barat', 'Pontianak', -0.026, 109.332],
  ['62', 'Kalimantan Tengah', 'Palangka Raya', -2.007, 113.767],
  ['63', 'Kalimantan Selatan', 'Banjarbaru', -3.475, 114.791],
  ['64', 'Kalimantan Timur', 'Samarinda', -0.5, 117.177],
  ['65', 'Kalimantan Utara', 'Tanjung Selor', 2.842, 117.365],
  ['71', 'Sulawesi Utara', 'Manado', 1.525, 124.848],
  ['72', 'Sulawesi Tengah', 'Palu', -0.837, 119.912],
  ['73', 'Sulawesi Selatan', 'Makassar', -5.136, 119.464],
  ['74', 'Sulawesi Tenggara', 'Kendari', -3.998, 122.533],
  ['75', 'Gorontalo', 'Gorontalo', 0.538, 123.055],
  ['76', 'Sulawesi Barat', 'Mamuju', -2.674, 118.889],
  ['81', 'Maluku', 'Ambon', -3.685, 128.195],
  ['82', 'Maluku Utara', 'Sofifi', 0.737, 127.563],
  ['91', 'Papua', 'Jayapura', -2.533, 140.717],
  ['92', 'Papua Barat', 'Manokwari', -0.861, 134.062],
  ['93', 'Papua Selatan', 'Merauke', -8.499, 140.404],
  ['94', 'Papua Tengah', 'Nabire', -3.367, 135.496],
  ['95', 'Papua Pegunungan', 'Wamena', -4.095, 138.945],
  ['96', 'Papua Barat Daya', 'Sorong', -0.867, 131.318],
]

/** All of them, in the order of their codes. */
export const provinces: readonly Province[] = rows.map(([code, name, capital, latitude, longitude]) => ({
  code,
  name,
  capital,
  location: [latitude, longitude],
}))

const byCode = new Map(provinces.map((province) => [province.code, province]))

/** Provinces that have no Kanwil of their own yet (KMA 657/2021 knows 34), and whose Kanwil serves them. */
const servedBy: Readonly<Record<string, string>> = { '93': '91', '94': '91', '95': '91', '96': '92' }

/** The province whose Kanwil serves a province, by its Kemendagri code: for most of them itself. */
export function kanwilOf(province: string): string {
  return servedBy[province] ?? province
}

/** Undefined for a code that is in no list yet: a new province must not break anything. */
export function provinceOf(code: string): Province | undefined {
  return byCode.get(code)
}
