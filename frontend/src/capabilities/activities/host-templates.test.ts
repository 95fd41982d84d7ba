import { ACTIVITY_KINDS, CreateActivity } from '@plenum/protocol';
import { Compile } from 'typebox/compile';
import { describe, expect, test } from 'vitest';
import { overwriteGetLocale } from '#/paraglide/runtime.js';
import { templates } from './host-templates.ts';
