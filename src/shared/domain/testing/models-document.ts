import { formatCount } from '../format'
import { activations, initializers, layerKinds, type LayerKind } from '../layer-kinds'
import { gradientFields, optimizerKinds, type OptimizerKindInfo } from '../optimizer-kinds'
import { modelPresets, optimizerPresets } from '../presets'
import { mostParameters } from '../recipe-check-memory'
import { mayBeLeftOut, ruleOf, type Fields, type RecipeField } from '../recipe-field'
import {
  budgetFields,
  earlyStoppingFields,
  lossFields,
  recipeFields,
  sampleFields,
  splitFractionField,
} from '../recipe-fields'

/** One line of a table: a pipe inside a cell would end it. */
const row = (cells: readonly string[]) =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`

const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n')

function fallback(field: RecipeField): string {
  if (!mayBeLeftOut(field)) return 'required'
  return field.fallback === undefined
    ? (field.otherwise ?? '')
    : `\`${JSON.stringify(field.fallback)}\``
}

const allowed = (field: RecipeField) =>
  field.type === 'choice'
    ? field.choices.map((choice) => `\`"${choice}"\``).join(', ')
    : ruleOf(field).replace(/^an? /, '')

const fieldTable = (fields: Fields) =>
  Object.keys(fields).length === 0
    ? 'It has no fields.'
    : table(
        ['field', 'meaning', 'value', 'default'],
        Object.entries(fields).map(([name, field]) => [
          `\`${name}\``,
          field.meaning,
          allowed(field),
          fallback(field),
        ]),
      )

const layerSection = ([kind, { title, summary, fields }]: [string, LayerKind]) =>
  [`### ${title}: \`${kind}\``, summary, fieldTable(fields)].join('\n\n')

const optimizerSection = ([kind, { title, formula, source, fields }]: [
  string,
  OptimizerKindInfo,
]) =>
  [
    `### ${title}: \`${kind}\``,
    `Update: \`${formula}\``,
    `From: ${source}`,
    fieldTable(fields),
  ].join('\n\n')

const formulas = (head: string, entries: Readonly<Record<string, string>>) =>
  table(
    [head, 'formula'],
    Object.entries(entries).map(([name, formula]) => [`\`"${name}"\``, `\`${formula}\``]),
  )

const optimizerRows = optimizerPresets.map(({ id, description, optimizer, rate }) => [
  `\`${id}\``,
  description,
  `\`${JSON.stringify(optimizer)}\``,
  String(rate),
])

/** `docs/models.md`: what a recipe may have, as its tables declare it. */
export const modelsDocument = () => `# Recipes in JSON

A recipe says what a run is made from: images, model, optimizer, loss, schedule and when to end. \`npm run cooldown -- recipe show
lenet --json\` prints one to start from, \`recipe check FILE\` says what one comes to and what speaks against it. Fields that are
left out have Keras's defaults; unknown ones are refused.

| field | meaning |
| --- | --- |
| \`data\` | which images are trained and validated on, see [Data](#data) |
| \`model\` | \`{"layers": [...]}\`, see [Layers](#layers) |
| \`optimizer\` | see [Optimizers](#optimizers) |
| \`loss\` | options of the cross-entropy, see [Loss](#loss) |
| \`schedule\` | the learning rate, and for some kinds the momentum, see [Schedules](schedules.md) |
| \`earlyStopping\` | see [Early stopping](#early-stopping) |
| \`budget\` | see [Budget](#budget) |

${fieldTable(recipeFields)}

## Data

\`dataset\` is \`"fashion-mnist"\`. \`subset\` is \`{"kind": "all"}\`, or \`{"kind": "sample"}\` with these fields:

${fieldTable(sampleFields)}

\`validation\` is \`{"kind": "test"}\` for the 10,000 test images, \`{"kind": "split"}\` for the last part of the subset, or
\`{"kind": "both"}\` for this part with the test images reported beside it. The last two take:

${fieldTable({ fraction: splitFractionField })}

## Layers

A model is a stack of layers. Images of 28 x 28 x 1 go in, divided by 255; the last layer is dense with 10 units and softmax, which
no other layer may have. Layers with a window need an image, dense ones need flat input.

${Object.entries<LayerKind>(layerKinds).map(layerSection).join('\n\n')}

### Activations

${formulas('activation', activations)}

### Initialisers

Inputs and outputs of a kernel with a window are counted times the size of the window. The normal ones are cut off at two standard
deviations of the uncut distribution and scaled so that what is left has the one given. Everything is drawn from the run's seed, layer by layer.

${formulas('initializer', initializers)}

### Regularisation

\`l1\` and \`l2\` of a layer add to the loss: \`l1 sum |w| + l2 sum w^2\` over its kernel; biases are left alone. Unlike weight decay, the
penalty goes through the optimizer with the gradient. Dropout and batch normalisation act while training and not when a model is evaluated.

## Optimizers

In the formulas \`w\` is a weight, \`g\` its gradient after clipping, \`lr\` the learning rate of the step and \`t\` the number of the
step from 1. A schedule's momentum sets \`momentum\` of SGD and RMSprop where it is not 0, and \`beta1\` of the others that have one.

${Object.entries<OptimizerKindInfo>(optimizerKinds).map(optimizerSection).join('\n\n')}

### Fields of every optimizer

Only one of the three ways of clipping may be given.

${fieldTable(gradientFields)}

## Loss

The loss is the cross-entropy: the mean over a batch of \`-sum target log(softmax)\`. With label smoothing \`s\` the target is \`1 - s + s / 10\` for the
image's class and \`s / 10\` for the others; with class weights each image's loss is multiplied by its class's before the mean is taken.

${fieldTable(lossFields)}

## Early stopping

\`earlyStopping\` ends a run whose metric no longer improves, as Keras's callback of that name.

${fieldTable(earlyStoppingFields)}

## Budget

\`budget\` ends a run early, always with a whole epoch. Time counts training and validation, without pauses, over all the times a run was taken up.

${fieldTable(budgetFields)}

## Presets

${table(
  ['model', 'what it is'],
  modelPresets.map(({ id, description }) => [`\`${id}\``, description]),
)}

${table(['optimizer', 'what it is', 'spec', 'rate'], optimizerRows)}

## What is refused before a run starts

Values out of their range; a batch larger than the training images; a split that leaves no image on one side; a window that leaves less than
one pixel; options that do not go together; a rate below 0 anywhere in the run; more than ${formatCount(mostParameters)} parameters; and a run that would take
more memory than the machine has. The memory is reckoned from TensorFlow's own, weights, gradients, the optimizer's tensors, a copy of weights and these for
checkpoints, the outputs of all layers for a batch and their gradients, and the images. Every message names the field, its value and the rule.
`
