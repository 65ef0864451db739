BeforeDiscovery {
    # A container may have the program and forbid its use.
    $canTrace = $IsLinux -and (Get-Command strace -ErrorAction Ignore) -and $(strace -o /dev/null true 2>$null; $LASTEXITCODE -eq 0)
}

BeforeAll { . $PSScriptRoot/Support/Missy.ps1 }

AfterAll { Reset-Missy }

Describe 'The manifest' {
    It 'names each export' {
        $manifest = Import-PowerShellDataFile $Manifest
        foreach ($list in 'CmdletsToExport', 'AliasesToExport', 'FunctionsToExport', 'VariablesToExport') {
            "$($manifest.$list)" | Should -Not -BeLike '*`**'
        }

        # The assembly exports all that there is, so nothing but this would miss one that the manifest forgets.
        $cmdlets = (Get-Module Missy).NestedModules | ForEach-Object { $_.ExportedCmdlets.Keys }
        $cmdlets | Sort-Object -Unique | Should -Be $manifest.CmdletsToExport
        $manifest.CompatiblePSEditions | Should -Be 'Core'
        (Get-Command -Module Missy -CommandType Cmdlet).Name | Should -Be $manifest.CmdletsToExport
        (Get-Alias | Where-Object Source -EQ 'Missy').Name | Should -Be $manifest.AliasesToExport
    }

    It 'has the version of the assemblies' {
        $version = (Get-Command Invoke-MissyAsk).ImplementingType.Assembly.GetName().Version.ToString(3)
        (Import-PowerShellDataFile $Manifest).ModuleVersion | Should -Be $version
    }
}

Describe 'The cmdlets' {
    It 'have approved verbs' {
        $verbs = (Get-Verb).Verb
        Get-Command -Module Missy -CommandType Cmdlet | ForEach-Object { $_.Verb | Should -BeIn $verbs }
    }

    It 'show no type of another library in a parameter' {
        $foreign = Get-Command -Module Missy -CommandType Cmdlet | ForEach-Object { $_.Parameters.Values.ParameterType } |
            ForEach-Object { $_.HasElementType ? $_.GetElementType() : $_ } |
            Where-Object { $_.Assembly.GetName().Name -notmatch '^(System\.|Missy\.)' }
        $foreign | Should -BeNullOrEmpty
    }

    It 'need nothing beside them but what PowerShell 7.4 has' {
        $references = (Get-Command Invoke-MissyAsk).ImplementingType.Assembly.GetReferencedAssemblies() |
            Where-Object Name -NotIn 'Missy.Core', 'Missy.Interactive', 'Missy.Simulator', 'System.Management.Automation'
        $references | ForEach-Object {
            $_.Name | Should -BeLike 'System.*'
            $_.Version.Major | Should -BeLessOrEqual 8
        }
        (Get-ChildItem (Join-Path $Root module/bin) -Filter *.dll).Name | Should -Be 'Missy.PowerShell.dll'
    }
}

Describe 'Importing' {
    It 'loads the cmdlets alone' {
        $loaded = Invoke-FreshPwsh @"
            `$before = [AppDomain]::CurrentDomain.GetAssemblies().GetName().Name
            Import-Module '$Manifest'
            [AppDomain]::CurrentDomain.GetAssemblies().GetName().Name | Where-Object { `$_ -notin `$before }
"@
        $loaded | Should -Contain 'Missy.PowerShell'
        $loaded | Where-Object { $_ -match 'Missy\.(Core|Interactive|Simulator)|Markdig|Yaml|Json|Http|Polly|Extensions|Sockets' } | Should -BeNullOrEmpty
    }

    It 'starts no thread' {
        # The runtime starts and ends threads of its own at any time, above all to compile again what is used much, which is
        # turned off here: an import that starts one does so each time.
        $env:DOTNET_TieredCompilation = '0'
        try {
            $started = foreach ($run in 1..8) {
                $more = [int](Invoke-FreshPwsh @"
                    function Get-ThreadCount { [System.Diagnostics.Process]::GetCurrentProcess().Threads.Count }
                    `$null = Get-ThreadCount
                    Start-Sleep -Milliseconds 200
                    `$before = Get-ThreadCount
                    Import-Module '$Manifest'
                    (Get-ThreadCount) - `$before
"@)
                $more
                if ($more -le 0) { break }
            }
        }
        finally {
            Remove-Item Env:DOTNET_TieredCompilation
        }

        ($started | Measure-Object -Minimum).Minimum | Should -BeLessOrEqual 0
    }

    It 'opens no file outside the module and PowerShell' -Skip:(-not $canTrace) {
        $trace = Join-Path $TestDrive trace.txt
        Set-Content $TestDrive/config.yaml 'config_version: 2'
        $null = Invoke-FreshPwsh -Prefix 'strace', '-f', '-e', 'trace=open,openat,creat', '-o', $trace @"
            `$env:MISSY_CONFIG = '$TestDrive/config.yaml'
            [void][System.IO.File]::OpenHandle('/dev/null').Dispose()
            Import-Module '$Manifest'
            [void][System.IO.File]::OpenHandle('/dev/zero').Dispose()
"@
        $lines = [System.IO.File]::ReadAllLines($trace)
        $from = [Array]::FindLastIndex($lines, [Predicate[string]] { param($line) $line -like '*"/dev/null"*' })
        $to = [Array]::FindLastIndex($lines, [Predicate[string]] { param($line) $line -like '*"/dev/zero"*' })
        $to | Should -BeGreaterThan $from
        $opened = $lines[$from..$to] | Where-Object { $_ -match '"([^"]+)".*= \d+$' } | ForEach-Object { $Matches[1] } | Sort-Object -Unique
        $opened | Where-Object { $_ -like "$Root/module/bin/Missy.PowerShell.dll" } | Should -HaveCount 1
        $framework = Split-Path ([object].Assembly.Location)
        $opened | Where-Object {
            $_ -notlike "$Root/Missy.psd1" -and $_ -notlike "$Root/module/*" -and $_ -notlike "$PSHOME/*" -and $_ -notlike "$framework/*" -and
            $_ -notmatch '^/(dev|proc|sys)/'
        } | Should -BeNullOrEmpty
    }

    It 'needs neither a home folder nor a readable configuration' {
        Invoke-FreshPwsh @"
            `$env:HOME = '/nowhere/at/all'
            `$env:MISSY_CONFIG = '/nowhere/at/all.yaml'
            Import-Module '$Manifest'
            (Get-Command -Module Missy).Count
"@ | ForEach-Object { [int] $_ } | Should -BeGreaterThan 5
    }

    It 'works again after Remove-Module' {
        Invoke-FreshPwsh @"
            Import-Module '$Manifest'
            ask one -Provider simulator -AsText
            Remove-Module Missy
            if (Get-Command Invoke-MissyAsk -ErrorAction Ignore) { throw 'It is still there.' }
            Import-Module '$Manifest'
            ask two -Provider simulator -AsText
            Import-Module '$Manifest' -Force
            ask three -Provider simulator -AsText
            @([System.Runtime.Loader.AssemblyLoadContext]::All | Where-Object Name -eq 'Missy').Count
"@ | Select-Object -Last 1 | Should -Be 1
    }

    It 'works under strict mode' {
        -join (Invoke-FreshPwsh "Set-StrictMode -Version Latest; Import-Module '$Manifest'; 'x' | ask 'y' -Provider simulator -AsText") | Should -BeLike '*simulated*'
    }
}

Describe 'In other runspaces and processes' {
    BeforeAll { $sim = Start-MissySimulator }

    It 'works in ForEach-Object -Parallel' {
        $answers = 1..6 | ForEach-Object -Parallel { Import-Module $using:Manifest; ask $_ -Provider simulator -AsText } -ThrottleLimit 3
        $answers | Should -HaveCount 6
        $sim.Requests.Count | Should -Be 6
    }

    It 'works in a thread job, which shares the simulator' {
        $sim.ClearRequests()
        Start-ThreadJob { Import-Module $using:Manifest; ask hi -Provider simulator -AsText } | Receive-Job -Wait -AutoRemoveJob | Should -BeLike '*simulated*'
        $sim.Requests.Count | Should -Be 1
    }

    It 'works in a job of its own process, which has its own' {
        $sim.ClearRequests()
        Start-Job { Import-Module $using:Manifest; ask hi -Provider simulator -AsText } | Receive-Job -Wait -AutoRemoveJob | Should -BeLike '*simulated*'
        $sim.Requests.Count | Should -Be 0
    }
}
