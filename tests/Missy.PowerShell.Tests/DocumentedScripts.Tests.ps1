BeforeDiscovery {
    $canRunSteps = -not $IsWindows -and (Get-Command bash, dotnet -ErrorAction Ignore).Count -eq 2
}

BeforeAll {
    . $PSScriptRoot/Support/Missy.ps1
    $examples = Join-Path $Root docs/examples
}

AfterAll { Reset-Missy }

Describe 'The job of a build server' {
    BeforeAll {
        $env:ANTHROPIC_API_KEY = 'test-key-1'
        $env:MISSY_CONFIG = Join-Path $examples ci/missy.yaml
    }

    AfterAll { Remove-Item Env:ANTHROPIC_API_KEY }

    It 'has a configuration without a finding' {
        Test-MissyConfig | Should -BeNullOrEmpty
        Get-MissyConfig budget.per_session_usd | ForEach-Object Value | Should -Be 0.25
    }

    It 'reaches the service that it names, and no other' {
        (Test-MissyNetworkPolicy https://api.anthropic.com/v1/messages).Allowed | Should -BeTrue
        (Test-MissyNetworkPolicy https://api.openai.com/v1/chat/completions).Allowed | Should -BeFalse
    }

    It 'ends with <Code> when missy does with <Given>' -Skip:(-not $canRunSteps) -ForEach @(
        @{ Given = 0; Code = 0; Text = 'a summary' }
        @{ Given = 1; Code = 0; Text = 'No summary*' }
        @{ Given = 2; Code = 2; Text = $null }
        @{ Given = 3; Code = 3; Text = $null }
    ) {
        $bin = New-Item (Join-Path $TestDrive "bin$Given") -ItemType Directory
        Set-Content (Join-Path $bin missy) "#!/bin/sh`ncat > /dev/null`n[ $Given = 0 ] && echo a summary`nexit $Given"
        chmod +x (Join-Path $bin missy)
        $path = $env:PATH
        $env:PATH = "$bin`:$path"
        try {
            $said = 'diff' | bash (Join-Path $examples ci/summarise.sh) 2>$null
            $LASTEXITCODE | Should -Be $Code
            "$said" | Should -BeLike "$Text"
        }
        finally {
            $env:PATH = $path
        }
    }
}

Describe 'The bot' {
    BeforeAll {
        $sim = Start-MissySimulator
        Use-TestConfig @"
default_provider: red
providers:
  red: {name: openai, base_url: "$($sim.BaseUrl)v1", model: r-1}
  blue: {name: anthropic, base_url: "$($sim.BaseUrl)", model: b-1}
"@

        # A Telegram with three messages, one of them a picture, which notes what it is sent.
        $port = (Get-Random -Minimum 20000 -Maximum 60000)
        $listener = [System.Net.HttpListener]::new()
        $listener.Prefixes.Add("http://127.0.0.1:$port/")
        $listener.Start()
        $sent = [System.Collections.Concurrent.ConcurrentQueue[object]]::new()
        $telegram = Start-ThreadJob {
            $listener, $sent = $using:listener, $using:sent
            $updates = @'
{"ok": true, "result": [
  {"update_id": 7, "message": {"text": "Hello there", "from": {"id": 1}, "chat": {"id": 10}}},
  {"update_id": 8, "message": {"photo": [], "from": {"id": 1}, "chat": {"id": 10}}},
  {"update_id": 9, "message": {"text": "/models blue", "from": {"id": 2}, "chat": {"id": 20}}}]}
'@
            while ($listener.IsListening) {
                try { $context = $listener.GetContext() } catch { return }
                $body = [System.IO.StreamReader]::new($context.Request.InputStream).ReadToEnd() | ConvertFrom-Json
                $method = $context.Request.Url.Segments[-1]
                $sent.Enqueue([pscustomobject]@{ Path = $context.Request.Url.AbsolutePath; Method = $method; Body = $body })
                $answer = $method -ne 'getUpdates' ? '{"ok": true, "result": {}}' : $body.offset -eq 0 ? $updates : '{"ok": true, "result": []}'
                $bytes = [System.Text.Encoding]::UTF8.GetBytes($answer)
                $context.Response.ContentType = 'application/json'
                $context.Response.OutputStream.Write($bytes, 0, $bytes.Length)
                $context.Response.Close()
            }
        }
    }

    AfterAll {
        $listener.Stop()
        $null = $telegram | Wait-Job -Timeout 5
        $telegram | Remove-Job -Force
    }

    It 'answers each sender in the sender''s own session, and asks for no message twice' {
        & (Join-Path $examples bot/Start-TelegramBot.ps1) -Token (ConvertTo-SecureString 'test-key-1' -AsPlainText) -ApiUrl "http://127.0.0.1:$port/" -RoundLimit 2

        $sent.Path | Select-Object -First 1 | Should -Be '/bottest-key-1/getUpdates'
        $replies = @($sent | Where-Object Method -EQ 'sendMessage')
        $replies.Body.chat_id | Should -Be 10, 20
        $replies[0].Body.text | Should -BeLike '*you wrote: "Hello there"'
        $replies[1].Body.text | Should -Match '^Provider switched to `blue` for this sender session\.'
        ($sent | Where-Object Method -EQ 'getUpdates').Body.offset | Should -Be 0, 10
        (Get-MissySession telegram_1).Provider | Should -BeNullOrEmpty
        (Get-MissySession telegram_2).Provider | Should -Be 'blue'
        (Get-MissySession telegram_1).Turns, (Get-MissySession telegram_2).Turns | Should -Be 1, 0
    }
}

Describe 'The comparison with other modules' {
    It 'prints its table for Missy alone, and says what it leaves out' {
        $lines = & (Join-Path $examples comparison/Measure-Alternatives.ps1) -Missy $Manifest -PSOpenAI none-1 -PSAI none-2 -PSAISuite none-3 -RoundCount 1 -CallCount 3 -WarningVariable warnings -WarningAction SilentlyContinue

        $lines | Should -HaveCount 4
        $lines[0] | Should -BeLike '| | version | import, ms |*'
        $lines[2] | Should -Match '^\| `Invoke-RestMethod` \| [\d.]+ \| – \| \d+ \| \d+\.\d\d \| – \| -?\d+ \|$'
        $lines[3] | Should -Match '^\| Missy \| [\d.]+ \| \d+ \| \d+ \| \d+\.\d\d \| \d+\.\d \| -?\d+ \|$'
        $warnings | Should -HaveCount 3
        $warnings[0] | Should -BeLike 'PSOpenAI is left out: *none-1*'
    }

    It 'has the table in the documentation that it prints' {
        $columns = (Get-Content (Join-Path $examples comparison/Measure-Alternatives.ps1)) -match "^    '\| \| version"
        $documented = Get-Content (Join-Path $Root docs/comparison.md) -Raw
        $documented | Should -BeLike "*$($columns.Trim().Trim("'"))*"
    }
}
