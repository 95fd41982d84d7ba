/**
 * Which classes set the same property, for `tailwind-merge`: of two in one group the later wins. Its own table knows all of Tailwind and weighs
 * 8 KB on every phone; this one knows what stands in our pages. A class it does not know is left alone. `merge-classes.test.ts` holds it to the
 * whole table for every class there is in the source.
 */
import { createTailwindMerge } from 'tailwind-merge';

const any = () => true;
/** A number, a fraction, or something in brackets that is no colour: a length. */
const isLength = (value: string) =>
  /^(\d+(\.\d+)?(\/\d+)?|\[(?!#|oklch|rgb|color|var)[^\]]*\]|[[(]length:.*[\])])$/.test(value);
const sizes = ['xs', 'sm', 'base', 'label', 'opt', 'lg', 'xl', '2xl', '3xl', '4xl'];
const weights = ['normal', 'medium', 'semibold', 'bold'];
const lines = ['solid', 'dashed', 'dotted', 'none'];
const sides = ['x', 'y', 's', 'e', 't', 'r', 'b', 'l'] as const;

/** `{p: [{p: [any]}], px: [{px: [any]}], …}` and who gives way to whom. */
function sided(name: string, between = '') {
  const keyOf = (side: string) => `${name}${between}${side}`;
  const groups = Object.fromEntries(
    [name, ...sides.map(keyOf)].map((key) => [key, [{ [key]: [any] }]] as const),
  );
  return {
    groups,
    conflicts: {
      [name]: sides.map(keyOf),
      [keyOf('x')]: [keyOf('s'), keyOf('e'), keyOf('r'), keyOf('l')],
      [keyOf('y')]: [keyOf('t'), keyOf('b')],
    },
  };
}
const padding = sided('p');
const margin = sided('m');
const own = (...names: string[]) => Object.fromEntries(names.map((name) => [name, [{ [name]: [any] }]]));
/** Also without a value: `rounded`. */
const bare = (...names: string[]) => Object.fromEntries(names.map((name) => [name, [{ [name]: ['', any] }]]));

const borderSides = Object.fromEntries(
  sides.flatMap((side) => [
    [`border-w-${side}`, [{ [`border-${side}`]: ['', isLength] }]],
    [`border-color-${side}`, [{ [`border-${side}`]: [any] }]],
  ]),
);

export const mergeClasses = createTailwindMerge(() => ({
  cacheSize: 500,
  theme: {},
  classGroups: {
    ...padding.groups,
    ...margin.groups,
    ...own('inset', 'inset-x', 'inset-y', 'start', 'end', 'top', 'right', 'bottom', 'left'),
    ...own(
      'gap',
      'gap-x',
      'gap-y',
      'w',
      'min-w',
      'max-w',
      'h',
      'min-h',
      'max-h',
      'size',
      'basis',
      'order',
      'z',
    ),
    ...own(
      'grid-cols',
      'grid-rows',
      'col-start',
      'row-start',
      'justify-items',
      'justify-self',
      'items',
      'self',
    ),
    ...own(
      'leading',
      'tracking',
      'whitespace',
      'break',
      'hyphens',
      'opacity',
      'transition',
      'duration',
      'ease',
      'cursor',
    ),
    ...own(
      'select',
      'touch',
      'aspect',
      'object',
      'fill',
      'origin',
      'pointer-events',
      'outline-offset',
      'rotate',
    ),
    ...own(
      'translate-x',
      'translate-y',
      'line-clamp',
      'underline-offset',
      'accent',
      'place-items',
      'place-content',
    ),
    ...own('scroll-mt', 'align'),
    ...bare('rounded', 'rounded-t', 'rounded-b', 'rounded-s', 'rounded-e', 'rounded-br', 'resize'),
    display: [
      'block',
      'inline-block',
      'inline',
      'flex',
      'inline-flex',
      'grid',
      'inline-grid',
      'contents',
      'hidden',
      'table',
    ],
    position: ['static', 'fixed', 'absolute', 'relative', 'sticky'],
    visibility: ['visible', 'invisible'],
    isolation: ['isolate'],
    overflow: [{ overflow: [any] }],
    'overflow-x': [{ 'overflow-x': [any] }],
    'overflow-y': [{ 'overflow-y': [any] }],
    'bg-image': [{ bg: [(value: string) => /^\[.*(gradient|url)\(/.test(value)] }],
    bg: [{ bg: [any] }],
    'flex-direction': [{ flex: ['row', 'row-reverse', 'col', 'col-reverse'] }],
    'flex-wrap': [{ flex: ['wrap', 'nowrap', 'wrap-reverse'] }],
    flex: [{ flex: [any] }],
    grow: [{ grow: ['', any] }],
    shrink: [{ shrink: ['', any] }],
    col: [{ col: ['auto', { span: [any] }] }],
    row: [{ row: ['auto', { span: [any] }] }],
    'justify-content': [
      { justify: ['start', 'end', 'center', 'between', 'around', 'evenly', 'stretch', 'normal'] },
    ],
    'text-align': [{ text: ['left', 'center', 'right', 'start', 'end', 'justify'] }],
    'text-wrap': [{ text: ['wrap', 'nowrap', 'balance', 'pretty'] }],
    'text-overflow': ['truncate'],
    'font-size': [{ text: [...sizes, isLength] }],
    'text-color': [{ text: [any] }],
    'font-weight': [{ font: [...weights, isLength] }],
    'font-family': [{ font: [any] }],
    wrap: [{ wrap: [any] }],
    'border-style': [{ border: lines }],
    'border-w': [{ border: ['', isLength] }],
    'border-color': [{ border: [any] }],
    ...borderSides,
    'outline-style': [{ outline: [...lines, 'hidden'] }],
    'outline-w': [{ outline: ['', isLength] }],
    'outline-color': [{ outline: [any] }],
    'ring-w': [{ ring: ['', isLength] }],
    'ring-color': [{ ring: [any] }],
    shadow: [{ shadow: ['', 'none', 'xs', 'sm', 'md', 'lg', 'xl'] }],
    'stroke-w': [{ stroke: [isLength] }],
    stroke: [{ stroke: [any] }],
    scale: [{ scale: [any] }],
    'scale-x': [{ 'scale-x': [any] }],
  },
  conflictingClassGroups: {
    ...padding.conflicts,
    ...margin.conflicts,
    inset: ['inset-x', 'inset-y', 'start', 'end', 'top', 'right', 'bottom', 'left'],
    'inset-x': ['start', 'end', 'right', 'left'],
    'inset-y': ['top', 'bottom'],
    gap: ['gap-x', 'gap-y'],
    size: ['w', 'h'],
    overflow: ['overflow-x', 'overflow-y'],
    flex: ['basis', 'grow', 'shrink'],
    'font-size': ['leading'],
    'line-clamp': ['display', 'overflow'],
    rounded: ['rounded-t', 'rounded-b', 'rounded-s', 'rounded-e', 'rounded-br'],
    'rounded-b': ['rounded-br'],
    'border-w': sides.map((side) => `border-w-${side}`),
    'border-w-x': ['border-w-r', 'border-w-l'],
    'border-w-y': ['border-w-t', 'border-w-b'],
    'border-color': sides.map((side) => `border-color-${side}`),
    'border-color-x': ['border-color-r', 'border-color-l'],
    'border-color-y': ['border-color-t', 'border-color-b'],
  },
  conflictingClassGroupModifiers: { 'font-size': ['leading'] },
  orderSensitiveModifiers: ['*', '**', 'after', 'before', 'file', 'placeholder', 'marker', 'selection'],
}));
