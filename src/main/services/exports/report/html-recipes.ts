import type { RecipeFact } from '../../../../shared/domain/describe-recipe'
import { markup, nothing } from './markup'
import type { ReportContent, ReportRecipe } from './report-content'

/** Facts as a table of labels and values. */
export const facts = (rows: readonly RecipeFact[]) =>
  markup`<table class="facts"><tbody>${rows.map(
    ({ label, value }) => markup`<tr><th scope="row">${label}</th><td>${value}</td></tr>\n`,
  )}</tbody></table>`

/** More would be scrolled past rather than read. */
const mostOpenRecipes = 12

const recipe = ({ description, facts: rows, recipe: data }: ReportRecipe) => markup`${
  description === '' ? nothing : markup`<p class="quiet">${description}</p>`
}${facts(rows)}
<details><summary>As JSON</summary><pre tabindex="0">${JSON.stringify(data, null, 2)}</pre></details>`

/** Every recipe; many of them are folded. */
export const recipes = ({ recipes: all }: ReportContent) =>
  all.map((each) =>
    all.length > mostOpenRecipes
      ? markup`<details class="panel"><summary>${each.name}</summary>${recipe(each)}</details>\n`
      : markup`<div class="panel"><h3>${each.name}</h3>\n${recipe(each)}</div>\n`,
  )
