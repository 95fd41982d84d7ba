/** Pieces that several kinds share: things to choose from, and pictures. */
import { type Static, type TSchema, Type } from 'typebox';
import { Id, strict, Text } from '../common.ts';

/** Ids of options, items, parts and areas: the host's or made by the server. They name buckets, so they stay short and plain. */
export const OptionId = Type.String({ pattern: '^[A-Za-z0-9_-]{1,36}$' });

/** A picture that was uploaded. Its size stands here so that a page never jumps when it loads. */
export const ImageRef = Type.Object(
  {
    id: Id,
    alt: Type.Optional(
      Text(200, { graphemesMin: 0, description: 'What is to be seen, for those who do not see it' }),
    ),
    width: Type.Integer({ minimum: 1, maximum: 8_192 }),
    height: Type.Integer({ minimum: 1, maximum: 8_192 }),
  },
  strict,
);
export type ImageRef = Static<typeof ImageRef>;

/** @param labelMin  0 where the title alone may say it all. */
export function optionList(max: number, min = 2, labelMin = 1) {
  return Type.Array(
    Type.Object(
      {
        id: Type.Optional(OptionId),
        label: Text(140, { graphemesMin: labelMin }),
        image: Type.Optional(ImageRef),
      },
      strict,
    ),
    { minItems: min, maxItems: max },
  );
}

/** An option as stored and published: it has its id. */
export interface Option {
  id: string;
  label: string;
  image?: ImageRef;
}

/** `{<id>: value}` for things of the activity, at least one. */
export function byId<Value extends TSchema>(value: Value, max: number) {
  return Type.Record(OptionId, value, { minProperties: 1, maxProperties: max });
}

/** A kind on the wire: what a host sets, what a participant answers, what a right answer looks like, and an example of all of it. */
export interface KindSchemas {
  readonly settings: TSchema;
  readonly answer: TSchema;
  /** Another shape than an answer; `null`: nothing is right or wrong here. */
  readonly correct?: TSchema | null;
  readonly example: KindExample;
}

export interface KindExample {
  readonly activity: {
    readonly title: string;
    readonly settings: object;
    readonly correct?: object;
    readonly explanation?: string;
    readonly resultVisibility?: string;
  };
  readonly answer: object;
}
