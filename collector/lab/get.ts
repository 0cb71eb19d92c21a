/** Prints what a URL answers: a process of its own, since a test cannot enter a namespace itself. */
import { argv, env, stdout } from 'node:process'

const [url = ''] = argv.slice(2)
const response = await fetch(url, { headers: { authorization: `Bearer ${env.TOKEN}` } })
const text = await response.text()
if (!response.ok) throw new Error(`${url} answered ${response.status}: ${text}`)
stdout.write(text)
