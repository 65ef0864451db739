BeforeDiscovery {
    $readme = Join-Path $PSScriptRoot ../../README.md
    $blocks = & $PSScriptRoot/Support/Get-ReadmeBlock.ps1 $readme
    function Select-Block([string] $Language) {
        $blocks | Where-Object Language -EQ $Language | ForEach-Object { @{ Line = $_.Line; Code = $_.Code; First = ($_.Code -split '\n')[0] } }
    }

    # What runs missy, in a fresh clone by way of its project.
    $shell = Select-Block sh | ForEach-Object { $_.Code -split '\n' } | Where-Object { $_ } | ForEach-Object {
        @{ Command = $_ -replace '\s+#.*'; Run = $_ -replace '^dotnet run --project src/Missy\.Cli --', 'missy' }
    }
    $table = [System.IO.File]::ReadAllLines($readme) -match '^\| `\w+-' | ForEach-Object {
        $cells = $_.Trim('|') -split ' \| ', 2
        @{ Cmdlets = $cells[0]; Does = $cells[1] }
    }
    $canRunShell = -not $IsWindows -and (Get-Command bash, dotnet -ErrorAction Ignore).Count -eq 2
}

BeforeAll {
    . $PSScriptRoot/Support/Missy.ps1
    $text = [System.IO.File]::ReadAllText((Join-Path $Root README.md)) -replace "`r"
    $blocks = & $PSScriptRoot/Support/Get-ReadmeBlock.ps1 (Join-Path $Root README.md)

    # A home folder with nothing in it, a folder with the files that the examples name, and services that are all the simulator.
    $userHome = (New-Item (Join-Path $TestDrive home) -ItemType Directory).FullName
    $work = (New-Item (Join-Path $TestDrive work) -ItemType Directory).FullName
    $before = @{}
    foreach ($name in 'HOME', 'USERPROFILE', 'PATH', 'ANTHROPIC_API_KEY', 'OPENAI_API_KEY', 'WORK_OPENAI_KEY', 'TEAM', 'AZURE_OPENAI_API_KEY') {
        $before[$name] = [Environment]::GetEnvironmentVariable($name)
        if ($name -notin 'PATH', 'HOME', 'USERPROFILE') {
            [Environment]::SetEnvironmentVariable($name, 'test-key-1')
        }
    }

    $png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII='
    [System.IO.File]::WriteAllBytes((Join-Path $work photo.png), [Convert]::FromBase64String($png))
    Set-Content (Join-Path $work notes.md) 'Buy milk.'
    Set-Content (Join-Path $work paper.pdf) "%PDF-1.4`n%%EOF"
    Set-Content (Join-Path $work rows.csv) 'Id,Text', '1,one', '2,two'
    Set-Content (Join-Path $work book.json) '{"type": "object", "properties": {"author": {"type": "string"}}, "required": ["author"]}'

    $server = Start-MissySimulator
    $url = $server.BaseUrl
    Use-TestConfig @"
default_provider: anthropic
providers:
  anthropic: {base_url: "$url", model: claude-sonnet-4-6, api_key: test-key-1}
  openai: {base_url: "${url}v1", model: gpt-5, api_key: test-key-2}
  groq: {base_url: "${url}v1", model: llama-3.1-8b-instant, api_key: test-key-3}
  ollama: {base_url: "$url", model: llama3.2}
$(($blocks | Where-Object { $_.Code -like 'models:*' }).Code)
"@
    $config = $env:MISSY_CONFIG
    $scene = [System.IO.File]::ReadAllText($config)
    if (-not $IsWindows) {
        chmod 600 $config
    }

    # As somebody types it: with a key of theirs, with something to say in the chat, after the build.
    $typed = @{
        "'…'" = "'test-key-1'"
        './Missy.psd1' = "'$Manifest'"
        '(?m)^Enter-MissyChat' = "'Hello', '/cost' | Enter-MissyChat"
        '(?m)^\./build\.ps1 ' = "`$null = Get-Item '$Root/build.ps1' "
    }

    # The cmdlets of a cell of the table: a verb alone shares the noun of the next.
    function Get-NamedCmdlet([string] $Cell) {
        $noun = $null
        $names = [regex]::Matches($Cell, '`(\w+-)(\w*)`')
        for ($at = $names.Count - 1; $at -ge 0; $at--) {
            $noun = $names[$at].Groups[2].Value ? $names[$at].Groups[2].Value : $noun
            $names[$at].Groups[1].Value + $noun
        }
    }

    # Runs a line of a shell, with missy as it was built, and a repository with a change.
    function Invoke-Shell([string] $Line, [int[]] $Codes = 0) {
        Push-Location $work
        try {
            $said = "Hello`n/cost" | bash -c $Line 2>&1 | Out-String
            if ($LASTEXITCODE -notin $Codes) {
                throw "'$Line' ended with $LASTEXITCODE`: $said"
            }

            $said
        }
        finally {
            Pop-Location
        }
    }

    $bin = (New-Item (Join-Path $TestDrive bin) -ItemType Directory).FullName
    $missy = Get-ChildItem (Join-Path $Root src/Missy.Cli/bin/*/*/missy.dll) | Sort-Object LastWriteTime | Select-Object -Last 1
    if (-not $IsWindows) {
        Set-Content (Join-Path $bin missy) "#!/bin/sh`nexec dotnet '$missy' `"`$@`""
        Set-Content (Join-Path $bin git) "#!/bin/sh`necho '+ one line'"
        if (-not (Get-Command jq -ErrorAction Ignore)) {
            Set-Content (Join-Path $bin jq) "#!/bin/sh`ncat"
        }

        chmod +x (Get-ChildItem $bin).FullName
    }

    $env:HOME = $env:USERPROFILE = $userHome
    $env:PATH = $bin + [System.IO.Path]::PathSeparator + $env:PATH
    $user = New-Shell
    $null = Invoke-In $user "Set-Location '$work'; function git { '+ one line' }"
}

AfterAll {
    $user.Dispose()
    Enable-MissyProvider * -ErrorAction Ignore
    Set-MissyDefaultProvider -Clear -Scope Process
    $before.GetEnumerator() | ForEach-Object { [Environment]::SetEnvironmentVariable($_.Key, $_.Value) }
    Reset-Missy
}

Describe 'README.md, walked through from an empty home folder' {
    It 'runs as it stands in PowerShell: line <Line>, <First>' -ForEach (Select-Block powershell) {
        foreach ($entry in $typed.GetEnumerator()) {
            $Code = $Code -replace $entry.Key, $entry.Value
        }

        $null = Invoke-In $user $Code
        $user.Streams.Warning | Should -BeNullOrEmpty
    }

    It 'begins with what builds and tests a fresh clone' {
        $first = ($blocks | Where-Object Language -EQ sh | Select-Object -First 1).Code -split '\n'
        $first[0] | Should -BeLike 'dotnet run --project src/Missy.Cli -- ask *--provider simulator'
        $first[1] | Should -Be 'dotnet test'
        $steps = [System.IO.File]::ReadAllLines((Join-Path $Root .ci/run))
        @($steps -match '^dotnet test( |$)') | Should -HaveCount 1
        Join-Path $Root src/Missy.Cli/Missy.Cli.csproj | Should -Exist
    }

    It 'runs as it stands in a shell: <Command>' -Skip:(-not $canRunShell) -ForEach ($shell | Where-Object Command -NotMatch '^dotnet test|^missy (simulate|config init)') {
        # Each finds what the folder has at first, whatever the lines before it have set. A host that is not open is no failure.
        [System.IO.File]::WriteAllText($config, $scene)
        Invoke-Shell $Run ($Run -like 'missy config policy*' ? @(0, 3) : 0) | Should -Not -BeNullOrEmpty
    }

    It 'serves simulated answers until it is told to end' -Skip:(-not $canRunShell) {
        $start = [System.Diagnostics.ProcessStartInfo]::new((Join-Path $bin missy), 'simulate --port 0 --json')
        $start.RedirectStandardOutput = $true
        $process = [System.Diagnostics.Process]::Start($start)
        try {
            $told = $process.StandardOutput.ReadLine() | ConvertFrom-Json
            (Invoke-RestMethod "$($told.baseUrl)v1/models").data.id | Should -Contain 'simulator-small'
            kill -INT $process.Id
            $process.WaitForExit(10000) | Should -BeTrue
        }
        finally {
            $process.Kill()
            $process.Dispose()
        }
    }

    It 'finds in the home folder only what it told of' {
        # Reading the ledger writes what waits to be written.
        $null = Get-MissyUsage
        $told = [regex]::Matches($text, '~/(\.missy/[\w./-]*\w)').ForEach{ $_.Groups[1].Value } | Sort-Object -Unique
        $found = Get-ChildItem $userHome -Recurse -File -Force | ForEach-Object { [System.IO.Path]::GetRelativePath($userHome, $_.FullName) -replace '\\', '/' }
        $found | Should -Contain '.missy/state/models_cache.json'
        # A file that processes share has its lock beside it.
        $found = $found -replace '\.lock$', '.json'
        $found | Where-Object { $file = $_; -not ($told | Where-Object { $file -eq $_ -or $file.StartsWith("$_/") }) } | Should -BeNullOrEmpty
    }

    It 'gets a configuration and its schema, and nothing else, from missy config init' -Skip:(-not $canRunShell) {
        $env:HOME = (New-Item (Join-Path $TestDrive init) -ItemType Directory).FullName
        $env:MISSY_CONFIG = $null
        try {
            Invoke-Shell 'missy config init' | Should -Not -BeNullOrEmpty
            Get-ChildItem $env:HOME -Recurse -File -Force -Name | Sort-Object | Should -Be '.missy/config.yaml', '.missy/missy-config.schema.json'
        }
        finally {
            $env:HOME = $userHome
            $env:MISSY_CONFIG = $config
        }
    }
}

Describe 'What README.md shows' {
    It 'is a configuration without a finding: line <Line>' -ForEach (Select-Block yaml) {
        $path = Join-Path $TestDrive "$Line.yaml"
        Set-Content $path $Code
        if (-not $IsWindows) {
            chmod 600 $path
        }

        Test-MissyConfig $path | ForEach-Object { "$_" } | Should -BeNullOrEmpty
    }

    It 'are cmdlets that exist, with their parameters: <Cmdlets>' -ForEach $table {
        $commands = Get-NamedCmdlet $Cmdlets | ForEach-Object { Get-Command $_ -Module Missy* }
        $commands | Should -Not -BeNullOrEmpty
        foreach ($parameter in [regex]::Matches($Does, '`-(\w+)').ForEach{ $_.Groups[1].Value }) {
            $commands.Parameters.Keys | Should -Contain $parameter
        }
    }

    It 'is every cmdlet that there is' -ForEach @{ Table = $table } {
        $named = $Table | ForEach-Object { Get-NamedCmdlet $_.Cmdlets }
        $exported = (Import-PowerShellDataFile $Manifest).CmdletsToExport
        $exported | Where-Object { $_ -notin $named } | Should -BeNullOrEmpty
        ($named | Group-Object | Where-Object Count -GT 1).Name | Should -BeNullOrEmpty
    }

    It 'are commands of missy that exist, and all of them' -Skip:(-not $canRunShell) {
        function Get-Subcommand([string] $Of) {
            [regex]::Matches(((Invoke-Shell "missy $Of --help") -split 'Commands:')[-1], '(?m)^  ([a-z]+)[ ,]').ForEach{ $_.Groups[1].Value }
        }

        $code = ($blocks | Where-Object Language -EQ sh).Code + [regex]::Matches($text, '`(missy[^`\n]*)`').ForEach{ $_.Groups[1].Value } -join "`n"
        $shown = [regex]::Matches($code, '\bmissy ([a-z]+)(?: ([a-z]+))?')
        $known = Get-Subcommand ''
        $shown.ForEach{ $_.Groups[1].Value } | Where-Object { $_ -notin $known -and $_ -ne 'run' } | Should -BeNullOrEmpty
        $known | Where-Object { $_ -ne 'chat' -and $_ -notin $shown.ForEach{ $_.Groups[1].Value } } | Should -BeNullOrEmpty
        foreach ($group in 'config', 'providers') {
            $known = Get-Subcommand $group
            $shown.Where{ $_.Groups[1].Value -eq $group -and $_.Groups[2].Value }.ForEach{ $_.Groups[2].Value } |
                Where-Object { $_ -notin $known } | Should -BeNullOrEmpty
        }
    }
}
