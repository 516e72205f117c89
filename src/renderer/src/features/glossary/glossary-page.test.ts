// @vitest-environment happy-dom
import { enableAutoUnmount } from '@vue/test-utils'
import { afterEach, expect, test } from 'vitest'
import { mountPage } from '../../../test/mount-page'
import { glossary } from '../../texts/glossary'
import { findTerms } from './find-terms'

enableAutoUnmount(afterEach)

const titles = (query: string) =>
  findTerms(query).flatMap(({ rows }) => rows.map((row) => row.title))

test('a term is found by its title, by what others call it, and with a letter amiss', () => {
  expect(titles('momentum')[0]).toBe('Momentum')
  expect(titles('wsd')).toEqual(['Warm-up, stable, decay'])
  expect(titles('sgdr')).toEqual(['Restarts'])
  expect(titles('plateu')).toContain('Plateau')
  expect(titles('')).toHaveLength(Object.keys(glossary).length)
})

test('the page lists every term, and its search leaves what fits', async () => {
  const { text, page, router, settle, button } = await mountPage('/glossary')
  expect(text()).toContain('One pass over all training images')
  await page.get('input').setValue('confidence')
  expect([...document.querySelectorAll('dt')].map((one) => one.textContent)).toEqual([
    '95 % interval',
  ])
  await settle()
  expect(router.currentRoute.value.query).toEqual({ q: 'confidence' })
  await page.get('input').setValue('xyzzy')
  expect(text()).toContain('No term fits “xyzzy”')
  button('Show all terms').click()
  await settle()
  expect(document.querySelectorAll('dt')).toHaveLength(Object.keys(glossary).length)
})

test('a search stands in the address', async () => {
  await mountPage('/glossary?q=nesterov')
  expect([...document.querySelectorAll('dt')].map((one) => one.textContent)).toEqual([
    'Nesterov momentum',
  ])
})
