# What is typed into the recorded terminal. Run by New-TerminalRecording.ps1 in an empty home folder, which is the current one.
$ErrorActionPreference = 'Stop'
[Console]::OutputEncoding = [System.Text.UTF8Encoding]::new($false)
[cultureinfo]::CurrentCulture = [cultureinfo]::CurrentUICulture = [cultureinfo]::InvariantCulture
$PSStyle.OutputRendering = 'Ansi'
$root = [System.IO.Path]::GetFullPath((Join-Path $PSScriptRoot ../..))

# Three services, each of which is the simulator; the largest model of one has too much to do.
Import-Module (Join-Path $root Missy.psd1)
$server = (Start-MissySimulator -Fault 'model=claude-opus*;529').BaseUrl
$null = New-Item .missy -ItemType Directory
Set-Content .missy/config.yaml @"
default_provider: anthropic
providers:
  anthropic:
    base_url: "$server"
    model: claude-sonnet-4-6
    fast_model: claude-haiku-4-5
    premium_model: claude-opus-4-6
    api_key: test-key-1
  openai: {base_url: "${server}v1", model: gpt-5, api_key: test-key-2}
  ollama: {base_url: "$server", model: llama3.2}
  groq: {}
reliability: {max_retries: 0}
usage: {prices: prices.yaml}
"@
Set-Content .missy/prices.yaml @'
prices:
  - {provider: anthropic, model: claude-haiku-4-5, input: 1, output: 5}
  - {provider: openai, model: gpt-5, input: 1.25, output: 10}
'@
if (-not $IsWindows) {
    chmod 700 .missy
    chmod 600 .missy/config.yaml .missy/prices.yaml
}

$null = Update-MissyConfig

@(
    'ask ''What time is it in Tokyo?'''
    '''Name a river'', ''Name a lake'' | ask -Provider openai'
    'Get-MissyProvider'
    'Set-MissyDefaultProvider ollama; (ask ''And now?'').Model'
    '(Resolve-MissyRoute ''Debug this race condition'' -Provider anthropic).Steps'
    '$r = ask ''Debug this race condition'' -Provider anthropic -Fallback openai'
    '$r.Attempts | Format-Table Provider, Model, Key, Outcome, Status'
    'class Book { $Author; [int] $Year }; ask ''Who wrote Faust?'' -Schema ([Book])'
    'Get-MissyUsage Provider'
) | ForEach-Object {
    [Console]::Out.WriteLine([char] 0x1E + $_)
    . ([scriptblock]::Create($_)) | Out-Default
}
