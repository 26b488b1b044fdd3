export { authRequestRoute } from './auth-request';
export { defineHotRoute } from './define-hot-route';
export {
  type DeclaredRoute,
  defineRoute,
  defineRoutes,
  type RouteDeclaration,
} from './define-route';
export { problemResponse } from './problem';
