import express from 'express';
import express4 from 'express4';
import { useRuntime } from '@/lib/testing/runtime';
import { startExpress } from './apps/express-app';
import { startFastify } from './apps/fastify-app';
import { startFetch, startNext } from './apps/fetch-app';
import { startHono } from './apps/hono-app';
import { startKoa } from './apps/koa-app';
import { startNode } from './apps/node-app';
import { frameworkContract } from './framework-contract';

useRuntime();

frameworkContract('Express 4', startExpress(express4));
frameworkContract('Express 5', startExpress(express));
frameworkContract('Fastify', startFastify);
frameworkContract('Hono', startHono);
frameworkContract('Koa', startKoa);
frameworkContract('Next route handlers', startNext);
frameworkContract('node:http', startNode);
frameworkContract('fetch handlers', startFetch);
