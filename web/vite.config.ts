import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

export default defineConfig({
    base: "./",
    plugins: [svelte()],
    resolve: process.env.VITEST ? { conditions: ["browser"] } : {},
    build: {
        target: "es2022",
        assetsInlineLimit: 0, // nothing inline: the page's policy allows our own files only
        modulePreload: { polyfill: false },
        reportCompressedSize: false,
    },
    worker: { format: "es" },
    server: {
        fs: { allow: [".."] }, // standards/ and the schema of their format
        // npm run dev: the page from here, the API from a server that runs
        proxy: { "/api": "http://127.0.0.1:8090", "/health": "http://127.0.0.1:8090" },
    },
    test: { include: ["src/**/*_test.ts"], environment: "happy-dom" },
});
