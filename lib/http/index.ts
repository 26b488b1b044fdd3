export { defineHotRoute } from './define-hot-route';
export {
  type DeclaredRoute,
  defineRoute,
  defineRoutes,
  fileResponse,
  type RouteDeclaration,
} from './define-route';
export { toProblem } from './problem';
