export { aboutReview, AppModule } from './app.module.js';
export { reviewEnvironment, type ReviewConfig } from './config.js';
export { migrations } from './store/migrations/index.js';
