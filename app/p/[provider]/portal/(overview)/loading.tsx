import { PageSkeleton } from '@/components/ui/skeleton';

// Beside the screen and not above it: what could still become a 404 must not begin to stream.
export default function Loading() {
  return <PageSkeleton figures={4} />;
}
