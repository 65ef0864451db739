// Asks the simulator at the address of its first argument with each official client, and prints as JSON what came of it.
import Anthropic from "@anthropic-ai/sdk";
import { Ollama } from "ollama";
import OpenAI from "openai";

const base = process.argv[2].replace(/\/$/, "");
const model = "simulator-small";
const question = { role: "user", content: "Grüße aus 東京" };
const messages = [question];
const schema = { type: "object", properties: { city: { type: "string" } }, required: ["city"] };
const tool = { name: "get_weather", description: "The weather of a city.", parameters: schema };
const weather = "12 degrees";
const refused = { "x-simulator-fault": "429" };

async function collect(stream, textOf) {
  const pieces = [];
  for await (const event of await stream) {
    const text = textOf(event);
    if (text) pieces.push(text);
  }
  return { streamed: pieces.join(""), pieces: pieces.length };
}

const failureOf = (call) => call.then(() => 200, (error) => error.status ?? error.status_code);

async function openAIChat() {
  const client = new OpenAI({ apiKey: "test-key-1", baseURL: `${base}/v1`, maxRetries: 0 });
  const create = (more, options) => client.chat.completions.create({ model, messages, ...more }, options);
  const tools = [{ type: "function", function: tool }];
  const called = (await create({ tools })).choices[0].message;
  const [call] = called.tool_calls;
  const result = { role: "tool", tool_call_id: call.id, content: weather };
  return {
    whole: (await create()).choices[0].message.content,
    ...(await collect(create({ stream: true }), (event) => event.choices[0]?.delta?.content)),
    models: (await client.models.list()).data.map((entry) => entry.id),
    tool: { name: call.function.name, arguments: JSON.parse(call.function.arguments) },
    afterwards: (await create({ tools, messages: [question, called, result] })).choices[0].message.content,
    failure: await failureOf(create({}, { headers: refused })),
  };
}

async function openAIResponses() {
  const client = new OpenAI({ apiKey: "test-key-1", baseURL: `${base}/v1`, maxRetries: 0 });
  const create = (more, options) => client.responses.create({ model, input: messages, ...more }, options);
  const tools = [{ type: "function", strict: false, ...tool }];
  const call = (await create({ tools })).output.find((item) => item.type === "function_call");
  const result = { type: "function_call_output", call_id: call.call_id, output: weather };
  return {
    whole: (await create()).output_text,
    ...(await collect(create({ stream: true }), (event) => event.type === "response.output_text.delta" && event.delta)),
    models: (await client.models.list()).data.map((entry) => entry.id),
    tool: { name: call.name, arguments: JSON.parse(call.arguments) },
    afterwards: (await create({ tools, input: [question, call, result] })).output_text,
    failure: await failureOf(create({}, { headers: refused })),
  };
}

async function anthropic() {
  const client = new Anthropic({ apiKey: "test-key-1", baseURL: base, maxRetries: 0 });
  const create = (more, options) => client.messages.create({ model, messages, max_tokens: 500, ...more }, options);
  const tools = [{ name: tool.name, description: tool.description, input_schema: schema }];
  const called = (await create({ tools })).content;
  const call = called.find((block) => block.type === "tool_use");
  const result = { role: "user", content: [{ type: "tool_result", tool_use_id: call.id, content: weather }] };
  return {
    whole: (await create()).content[0].text,
    ...(await collect(create({ stream: true }), (event) => event.type === "content_block_delta" && event.delta.text)),
    models: (await client.models.list()).data.map((entry) => entry.id),
    tool: { name: call.name, arguments: call.input },
    afterwards: (await create({ tools, messages: [question, { role: "assistant", content: called }, result] })).content[0].text,
    failure: await failureOf(create({}, { headers: refused })),
  };
}

async function ollama() {
  const client = new Ollama({ host: base });
  const chat = (more) => client.chat({ model, messages, ...more });
  const tools = [{ type: "function", function: tool }];
  const called = (await chat({ tools })).message;
  const [call] = called.tool_calls;
  const result = { role: "tool", tool_name: tool.name, content: weather };
  return {
    whole: (await chat()).message.content,
    ...(await collect(chat({ stream: true }), (event) => event.message.content)),
    models: (await client.list()).models.map((entry) => entry.name),
    tool: { name: call.function.name, arguments: call.function.arguments },
    afterwards: (await chat({ tools, messages: [question, called, result] })).message.content,
    failure: await failureOf(new Ollama({ host: base, headers: refused }).chat({ model, messages })),
  };
}

console.log(JSON.stringify({
  "openai chat": await openAIChat(),
  "openai responses": await openAIResponses(),
  "anthropic": await anthropic(),
  "ollama": await ollama(),
}));
