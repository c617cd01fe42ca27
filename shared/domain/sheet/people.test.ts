import { describe, expect, it } from 'vitest'
import type { AccountUser } from './account-user.ts'
import { personMatcher } from './people.ts'

const user = (number: number, name: string, email: string, active = true): AccountUser => ({
  id: `05e70000-0000-4000-a000-00000000000${number}`,
  name,
  email,
  active,
})
const MEERA = user(1, 'Meera Salunke', 'meera@team.example')
const ZOE = user(2, 'Zoë Lindqvist', 'Zoe.Lindqvist@team.example')
const LENA = user(3, 'Lena Vogt', 'lena@team.example', false)
const ASHA = user(4, 'Asha Rao', 'asha@team.example')
const OTHER_ASHA = user(5, 'asha  rao', 'asha.pune@team.example', false)
const USERS = [MEERA, ZOE, LENA, ASHA, OTHER_ASHA]

const match = personMatcher(USERS, {})

describe('who is meant by a text', () => {
  it.each([
    ['meera@team.example', MEERA],
    [' MEERA@Team.Example ', MEERA],
    ['Meera Salunke', MEERA],
    ['meera  SALUNKE', MEERA],
    ['Salunke, Meera', MEERA],
    ['Meera S. <meera@team.example>', MEERA],
    ['Meera (meera@team.example)', MEERA],
    ['zoe lindqvist', ZOE],
    [MEERA.id.toUpperCase(), MEERA],
    ['asha.@team.example', null],
    ['Meera', null],
    ['M. Salunke', null],
    ['meera@other.example', null],
    ['Meera Salunke <meera@other.example>', null],
  ])('%s', (text, found) => {
    expect(match(text)).toEqual(found ? { kind: 'found', user: found } : { kind: 'unknown' })
  })

  it('is nobody where the user is not active, and none of several of one name, active or not', () => {
    expect(match('lena@team.example')).toEqual({ kind: 'inactive', user: LENA })
    expect(match('Lena Vogt')).toEqual({ kind: 'inactive', user: LENA })
    expect(match('Asha Rao')).toEqual({ kind: 'several', users: [ASHA, OTHER_ASHA] })
    expect(match('asha@team.example')).toEqual({ kind: 'found', user: ASHA })
  })

  it('is not known before the account’s users were read, whatever is said', () => {
    expect(personMatcher(undefined, { otherwise: 'leave' })('Meera Salunke')).toEqual({ kind: 'unread' })
  })
})

describe('what was said of people', () => {
  it('goes before their names, is never passed on to another, and holds whatever their case', () => {
    const said = personMatcher(USERS, {
      values: [
        ['Asha Rao', 'asha@team.example'],
        ['Meera Salunke', ZOE.email],
        ['Old Team', ''],
        ['Gone', 'gone@team.example'],
        ['Lee', LENA.email],
      ],
      otherwise: MEERA.email,
    })
    expect(said('ASHA RAO')).toEqual({ kind: 'found', user: ASHA })
    expect(said('Meera Salunke')).toEqual({ kind: 'found', user: ZOE })
    expect(said('old team')).toEqual({ kind: 'left-out' })
    expect(said('Gone')).toEqual({ kind: 'unknown', instead: 'gone@team.example' })
    expect(said('Lee')).toEqual({ kind: 'inactive', user: LENA })
  })

  it.each([
    ['leave', { kind: 'left-out' }],
    ['stop', { kind: 'unknown' }],
    ['meera@team.example', { kind: 'found', user: MEERA, standsIn: true }],
    ['gone@team.example', { kind: 'unknown', instead: 'gone@team.example' }],
    ['lena@team.example', { kind: 'inactive', user: LENA }],
  ])('of all who are no users: %s', (otherwise, unknown) => {
    const said = personMatcher(USERS, { otherwise })
    expect(said('Jane Roe')).toEqual(unknown)
    expect(said('zoe.lindqvist@team.example')).toEqual({ kind: 'found', user: ZOE })
  })

  it('of all takes those in who are no longer active, and those of one name', () => {
    const said = personMatcher(USERS, { otherwise: 'meera@team.example' })
    expect([said('Lena Vogt').kind, said('Asha Rao').kind]).toEqual(['found', 'found'])
  })
})
