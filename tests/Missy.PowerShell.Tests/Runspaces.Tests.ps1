BeforeAll {
    . $PSScriptRoot/Support/Missy.ps1
    $sim = Start-MissySimulator
    Use-TestConfig @"
providers:
  red: {name: openai, base_url: "$($sim.BaseUrl)red/v1", model: r-1}
  blue: {name: openai, base_url: "$($sim.BaseUrl)blue/v1", model: b-1}
"@
}

AfterAll { Reset-Missy }

Describe 'Two runspaces' {
    It 'have each their own default provider' {
        $one, $two = (New-Shell), (New-Shell)
        Invoke-In $one 'Set-MissyDefaultProvider blue'
        (Invoke-In $one 'ask hi').Provider | Should -Be 'blue'
        (Invoke-In $two 'ask hi').Provider | Should -Be 'red'
        (Invoke-In $one 'Get-MissyProvider | Where-Object Default').Name | Should -Be 'blue'
        (Invoke-In $two 'Get-MissyProvider | Where-Object Default').Name | Should -Be 'red'
        Invoke-In $two 'Set-MissyDefaultProvider blue; Set-MissyDefaultProvider red'
        (Invoke-In $one 'ask hi').Provider | Should -Be 'blue'
        (Invoke-In $one 'ask hi').Route.Steps[0].Because | Should -BeLike '*runspace*default*'
        $one.Dispose()
        $two.Dispose()
    }

    It 'ask at the same time without meeting' {
        $answers = 1..8 | ForEach-Object -Parallel {
            Import-Module $using:Manifest
            $name = $_ % 2 ? 'red' : 'blue'
            Set-MissyDefaultProvider $name
            [pscustomobject]@{ Wanted = $name; Got = (ask $_).Provider }
        } -ThrottleLimit 4
        $answers | Should -HaveCount 8
        $answers | ForEach-Object { $_.Got | Should -Be $_.Wanted }
    }
}

Describe 'What a runspace has' {
    It 'in <Kind> is its own, and the health of providers is everybody''s' -ForEach @(
        @{ Kind = 'a thread job'; Run = { param($Script) Start-ThreadJob $Script | Receive-Job -Wait -AutoRemoveJob } }
        @{ Kind = 'ForEach-Object -Parallel'; Run = { param($Script) $text = "$Script"; 1 | ForEach-Object -Parallel ([scriptblock]::Create($text)) } }
        @{ Kind = 'a runspace pool'; Run = {
                param($Script)
                $state = [initialsessionstate]::CreateDefault()
                $state.ImportPSModule($Manifest)
                $pool = [runspacefactory]::CreateRunspacePool($state)
                $pool.Open()
                $shell = [powershell]::Create()
                $shell.RunspacePool = $pool
                try { $shell.AddScript("$Script").Invoke() } finally { $shell.Dispose(); $pool.Dispose() }
            }
        }
    ) {
        Reset-MissyCircuit red
        Set-MissyDefaultProvider blue -Force
        Set-MissyModelAlias mine blue/b-2
        $null = New-MissySession here
        try {
            Add-CircuitFailure red 5
            $found = & $Run ([scriptblock]::Create(@"
                Import-Module '$Manifest'
                [pscustomobject]@{
                    Default = (Get-MissyProvider | Where-Object Default).Name
                    Circuit = (Get-MissyCircuit red).State
                    Alias = Get-MissyModelAlias mine -ErrorAction Ignore
                    Session = Get-MissySession
                }
                Reset-MissyCircuit red
                Set-MissyDefaultProvider red -Force
"@))
            "$($found.Circuit)" | Should -Be 'Open'
            # It set none, and red is left alone.
            $found.Default | Should -Be 'blue'
            $found.Alias ?? $found.Session | Should -BeNullOrEmpty
            (Get-MissyCircuit red).State | Should -Be 'Closed'
            (Get-MissyProvider | Where-Object Default).Name | Should -Be 'blue'
        }
        finally {
            Set-MissyDefaultProvider -Clear
            Remove-MissyModelAlias mine
            Remove-MissySession here
            Reset-MissyCircuit red
        }
    }

    It 'is carried from one item of ForEach-Object -Parallel to the next, unless each has a new runspace' {
        $script = {
            Import-Module $using:Manifest
            (Get-MissyProvider | Where-Object Default).Name
            Set-MissyDefaultProvider blue -Force
        }
        1..3 | ForEach-Object -ThrottleLimit 1 -Parallel $script | Should -Be 'red', 'blue', 'blue'
        1..3 | ForEach-Object -ThrottleLimit 1 -UseNewRunspace -Parallel $script | Should -Be 'red', 'red', 'red'
    }
}

Describe 'Runspaces that come and go' {
    BeforeAll {
        $any = [System.Reflection.BindingFlags] 'Public, NonPublic, Static, Instance'
        $assembly = (Get-Command Invoke-MissyAsk).ImplementingType.Assembly

        # What the module knows of runspaces: those with the module, those with a state, and who answers for its assemblies.
        function Measure-Runspace {
            [System.GC]::Collect()
            [System.GC]::WaitForPendingFinalizers()
            [System.GC]::Collect()
            $resolving = [System.Runtime.Loader.AssemblyLoadContext].GetField('_resolving', $any).GetValue([System.Runtime.Loader.AssemblyLoadContext]::Default)
            [pscustomobject]@{
                Imported = $assembly.GetType('Missy.ImportedRunspaces').GetProperty('All', $any).GetValue($null).Count
                States = @($assembly.GetType('Missy.RunspaceState').GetField('_all', $any).GetValue($null)).Count
                Handlers = @($resolving.GetInvocationList() | Where-Object { $_.Method.DeclaringType.FullName -like 'Missy.*' }).Count
            }
        }

        # Opens a runspace, uses it, and gives what tells later whether it is still in memory.
        function Use-Shell([string] $How) {
            $shell = New-Shell
            $null = Invoke-In $shell 'Register-EngineEvent Missy.ProviderChanged -Action { $null = $Event }; Set-MissyDefaultProvider blue -Force; ask hi -Session s'
            [System.WeakReference]::new($shell.Runspace)
            if ($How -eq 'Closed') { $shell.Runspace.Close() } else { $shell.Dispose() }
        }
    }

    It 'leave nothing behind' {
        Use-Shell
        $before = Measure-Runspace
        $all = 1..200 | ForEach-Object {
            Use-Shell ($_ % 2 ? 'Closed' : 'Disposed')
            $null = Set-MissyDefaultProvider ($_ % 2 ? 'red' : 'blue') -Scope Process -Force
        }
        Set-MissyDefaultProvider -Clear -Scope Process
        $after = Measure-Runspace
        $after.Imported, $after.Handlers | Should -Be $before.Imported, 1
        # What ran last may still be on a stack.
        @($all | Where-Object IsAlive).Count | Should -BeLessThan 5
        $after.States | Should -BeLessThan ($before.States + 5)
    }

    It 'are no longer counted when they close without removing the module, and the last says so' {
        Invoke-FreshPwsh @"
            `$any = [System.Reflection.BindingFlags] 'Public, NonPublic, Static'
            `$shell = [powershell]::Create()
            `$null = `$shell.AddScript("Import-Module '$Manifest'").Invoke()
            `$type = ([AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { `$_.GetName().Name -eq 'Missy.PowerShell' }).GetType('Missy.ImportedRunspaces')
            `$script:gone = 0
            `$type.GetEvent('LastGone', `$any).AddEventHandler(`$null, [Action] { `$script:gone++ })
            Import-Module '$Manifest'
            `$shell.Dispose()
            "`$gone `$(`$type.GetProperty('All', `$any).GetValue(`$null).Count)"
            Remove-Module Missy
            "`$gone `$(`$type.GetProperty('All', `$any).GetValue(`$null).Count)"
            [bool]([AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { `$_.GetName().Name -eq 'Missy.Core' })
"@ | Should -Be '0 1', '1 0', 'False'
    }
}
