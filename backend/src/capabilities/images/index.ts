/** Pictures of prompts and options: uploaded by hosts, made harmless, served for ever under an id nobody can guess. */
import type { Capability } from '#/capability.ts';
import { createImages } from './images.ts';
import { imageRoutes } from './routes.ts';

export const images: Capability = {
  name: 'images',
  routes: (app, deps) => imageRoutes(app, deps, createImages(deps)),
};
