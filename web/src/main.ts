import "./style/tokens.css";
import "./style/base.css";
import "./store/theme.svelte";
import "./store/connection.svelte";
import { mount } from "svelte";
import App from "./App.svelte";

mount(App, { target: document.body });
