BeforeAll {
    . $PSScriptRoot/Support/Missy.ps1
    $keys = 'canary-literal-1', 'canary-variable-2', 'canary-header-3', 'canary-file-4'
    $env:MISSY_TEST_KEY = 'canary-variable-2'

    # A service that repeats the headers it was sent, in more than one encoding, is what loses keys.
    function Start-Echo {
        $listener = [System.Net.HttpListener]::new()
        $port = 0
        for ($try = 0; $port -eq 0; $try++) {
            $candidate = Get-Random -Minimum 20000 -Maximum 60000
            $listener.Prefixes.Clear()
            $listener.Prefixes.Add("http://127.0.0.1:$candidate/")
            try { $listener.Start(); $port = $candidate } catch { if ($try -gt 20) { throw } else { $listener = [System.Net.HttpListener]::new() } }
        }

        $job = Start-ThreadJob -ArgumentList $listener {
            param($Listener)
            while ($Listener.IsListening) {
                try { $context = $Listener.GetContext() } catch { return }
                $sent = @($context.Request.Headers.AllKeys | ForEach-Object { $context.Request.Headers[$_] }) -join ' '
                $said = @{
                    plain = $sent; url = [uri]::EscapeDataString($sent)
                    base64 = [Convert]::ToBase64String([System.Text.Encoding]::UTF8.GetBytes($sent))
                } | ConvertTo-Json -Compress
                $bytes = [System.Text.Encoding]::UTF8.GetBytes((@{ error = @{ message = $said; type = $sent; code = $sent } } | ConvertTo-Json))
                $context.Response.StatusCode = 401
                $context.Response.ContentType = 'application/json'
                $context.Response.Headers['x-request-id'] = $sent
                $context.Response.OutputStream.Write($bytes, 0, $bytes.Length)
                $context.Response.Close()
            }
        }
        [pscustomobject]@{ Url = "http://127.0.0.1:$port/v1"; Listener = $listener; Job = $job }
    }

    function Should-Hold-No-Key([string] $Text) {
        foreach ($key in $keys) {
            $bytes = [System.Text.Encoding]::UTF8.GetBytes($key)
            $middle = [Convert]::ToBase64String($bytes).TrimEnd('=')
            $Text | Should -Not -Match ([regex]::Escape($key))
            $Text | Should -Not -Match ([regex]::Escape([uri]::EscapeDataString($key)))
            $Text | Should -Not -Match ([regex]::Escape($middle.Substring(0, $middle.Length - 2)))
        }
    }
}

AfterAll {
    Remove-Item Env:MISSY_TEST_KEY -ErrorAction Ignore
    Reset-Missy
}

Describe 'No key is shown' {
    BeforeEach {
        $echo = Start-Echo
        $keyFile = Join-Path $TestDrive key
        Set-Content $keyFile 'canary-file-4'
        if (-not $IsWindows) { chmod 600 $keyFile }
        Use-TestConfig @"
providers:
  literal: { name: openai, model: m, base_url: '$($echo.Url)', api_key: canary-literal-1, headers: { x-secret: canary-header-3 } }
  variable: { name: anthropic, model: m, base_url: '$($echo.Url)', api_key: `$MISSY_TEST_KEY }
  file: { name: openai-responses, model: m, base_url: '$($echo.Url)', api_key: 'file:$keyFile' }
"@
    }

    AfterEach {
        $echo.Listener.Stop()
        $echo.Job | Remove-Job -Force
    }

    It 'in any stream, transcript, error or object' {
        $transcript = Join-Path $TestDrive transcript.txt
        $streams = Join-Path $TestDrive streams.txt
        $Error.Clear()
        $null = Start-Transcript $transcript
        try {
            & {
                $VerbosePreference = $DebugPreference = $InformationPreference = 'Continue'
                foreach ($name in 'literal', 'variable', 'file') {
                    try { ask 'hi' -Provider $name } catch { $_ | Format-List * -Force; Get-Error $_; $_.Exception.ToString(); $_ | ConvertTo-Json -Depth 3 -WarningAction Ignore }
                    try { ask 'hi' -Provider $name -Stream } catch { $_ | Out-String }
                    'hi' | ask -Provider $name -ErrorAction Continue
                    Test-MissyProvider $name | Format-List * -Force
                    Get-MissyModel $name -Refresh -ErrorAction Continue
                    Set-MissyDefaultProvider $name -ErrorAction Continue
                }

                Get-MissyProvider -Test | Format-List * -Force
                Get-MissyProvider | ConvertTo-Json -Depth 4 -WarningAction Ignore
                Test-MissyConfig | Format-List * -Force
            } *>&1 | Out-String -Width 500 | Set-Content $streams
        } finally {
            $null = Stop-Transcript
        }

        $said = Get-Content $streams -Raw
        $said | Should -Match 'did not accept the key'
        $said | Should -Match ([regex]::Escape('***'))
        Should-Hold-No-Key $said
        Should-Hold-No-Key (Get-Content $transcript -Raw)
        $Error.Count | Should -BeGreaterThan 5
        Should-Hold-No-Key ($Error | Format-List * -Force | Out-String -Width 500)
        Should-Hold-No-Key ($Error | ForEach-Object { $_.Exception; $_.Exception.InnerException } | Out-String -Width 500)
        Should-Hold-No-Key ([System.Management.Automation.PSSerializer]::Serialize(@($Error), 3))
    }
}
