/** The package is installed under a name of its own; its types are those of Express 5 where we use them. */
declare module 'express4' {
  export { default } from 'express';
}
