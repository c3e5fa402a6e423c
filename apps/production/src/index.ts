export { productionEnvironment } from './config.js';
