export { mountToolkit, type MountOptions } from './mount.ts';
