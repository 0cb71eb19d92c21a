/** What a component shows after a while is waited for as long as a busy machine may need. */
import { configure } from '@testing-library/svelte'

configure({ asyncUtilTimeout: 10_000 })
