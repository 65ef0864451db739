BeforeDiscovery {
    $reader = Join-Path $PSScriptRoot ../../src/Missy.PowerShell/Help/Read-HelpPage.ps1
    $pages = Get-ChildItem (Join-Path $PSScriptRoot ../../docs/cmdlets) -Filter *.md | ForEach-Object {
        $page = & $reader -Path $_.FullName
        @{ Name = $page.Name; Examples = @($page.Examples | ForEach-Object { @{ Title = $_.Title; Code = $_.Code; NotRun = $_.NotRun } }) }
    }
    $about = Get-ChildItem (Join-Path $PSScriptRoot ../../en-US) -Filter about_*.help.txt | ForEach-Object {
        $code = & $PSScriptRoot/Support/Get-AboutCode.ps1 $_.FullName | Where-Object Language -EQ powershell
        @{ Name = $_.Name -replace '\..*'; Examples = @($code | ForEach-Object { @{ Title = ($_.Code -split '\n')[0]; Code = $_.Code; NotRun = '' } }) }
    }
}

BeforeAll {
    . $PSScriptRoot/Support/Missy.ps1
    $before = @{}
    'HOME', 'USERPROFILE' | ForEach-Object { $before[$_] = [Environment]::GetEnvironmentVariable($_) }

    # What a reader of the examples has at home: three services, each of which is the simulator, and some files. Nothing when bare.
    function New-Scene([switch] $Bare) {
        $folder = (New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory).FullName
        $null = New-Item (Join-Path $folder .missy) -ItemType Directory
        if ($Bare) {
            return $folder
        }

        $server = (Start-MissySimulator).BaseUrl
        Set-Content (Join-Path $folder .missy config.yaml) @"
default_provider: anthropic
providers:
  anthropic:
    base_url: "$server"
    model: claude-sonnet-4-6
    fast_model: claude-haiku-4-5
    premium_model: claude-opus-4-6
    api_keys: [{key: test-key-1, name: work}, {key: test-key-2, name: home}]
  openai: {base_url: "${server}v1", model: gpt-5, fast_model: gpt-5-mini, api_key: test-key-3}
  ollama: {base_url: "$server", model: llama3.2}
models:
  - {provider: anthropic, model: claude-opus-4-6, purpose: lead}
  - {provider: ollama, model: llama3.2, purpose: worker}
"@
        Set-Content (Join-Path $folder README.md) '# A project'
        Set-Content (Join-Path $folder notes.md) 'Buy milk.'
        $png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII='
        [System.IO.File]::WriteAllBytes((Join-Path $folder photo.png), [Convert]::FromBase64String($png))
        $folder
    }

    # Runs an example as its reader would, in a session of its own at home. Gives what went wrong.
    function Invoke-Example([string] $Code, [string] $Folder) {
        $env:HOME = $env:USERPROFILE = $Folder
        $env:MISSY_CONFIG = Join-Path $Folder .missy config.yaml
        $shell = New-Shell
        try {
            $null = Invoke-In $shell "Set-Location '$Folder'; function git { '+ one line' }"
            $null = Invoke-In $shell $Code
            $shell.Streams.Warning | ForEach-Object { "warning: $_" }
        } catch {
            "$_"
        } finally {
            $shell.Dispose()
            # Reading the ledger writes what waits to be written, which the folder's removal would collide with.
            $null = Get-MissyUsage -ErrorAction Ignore
        }
    }
}

AfterAll {
    Start-MissyConfigWatcher
    $before.GetEnumerator() | ForEach-Object { [Environment]::SetEnvironmentVariable($_.Key, $_.Value) }
    Reset-Missy
}

Describe 'Of <Name>' -ForEach ($pages + $about) {
    AfterEach {
        Enable-MissyProvider * -ErrorAction Ignore
        Set-MissyDefaultProvider -Clear -Scope Process
        Reset-Missy
    }

    It 'the example "<Title>" runs' -ForEach $Examples {
        if ($NotRun) {
            Set-ItResult -Skipped -Because $NotRun
        }

        # Who writes a configuration has none.
        Invoke-Example $Code (New-Scene -Bare:($Name -eq 'New-MissyConfig')) | Should -BeNullOrEmpty
    }
}

Describe 'The examples' {
    It 'are run, all but a few' -ForEach @{ NotRun = @($pages.Examples | Where-Object NotRun) } {
        $NotRun.Count | Should -BeLessThan 5
    }
}
