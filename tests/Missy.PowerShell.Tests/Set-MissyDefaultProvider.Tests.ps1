BeforeAll {
    . $PSScriptRoot/Support/Missy.ps1
    $sim = Start-MissySimulator
    Use-TestConfig @"
providers:
  red: {name: openai, base_url: "$($sim.BaseUrl)v1", model: r-1}
  blue: {name: openai, base_url: "$($sim.BaseUrl)v1", model: b-1}
  gone: {name: openai, base_url: "http://127.0.0.1:1/v1", model: g-1}
  off: {name: openai, base_url: "$($sim.BaseUrl)v1", model: o-1, enabled: false}
"@
}

AfterAll { Reset-Missy }

Describe 'Set-MissyDefaultProvider' {
    # A runspace of its own for each test: what one sets is nobody else's default.
    BeforeEach { $shell = New-Shell }

    AfterEach { $shell.Dispose() }

    It 'makes a provider the one that answers what names nobody' {
        Invoke-In $shell 'Set-MissyDefaultProvider blue' | Should -BeNullOrEmpty
        Invoke-In $shell '(ask hi).Provider; (ask hi -Provider red).Provider' | Should -Be 'blue', 'red'
    }

    It 'writes the provider with -PassThru' {
        $set = Invoke-In $shell 'Set-MissyDefaultProvider BLUE -PassThru'
        $set.Name | Should -Be 'blue'
        $set.Default | Should -BeTrue
    }

    It 'takes it from the pipeline, by value and by property name' {
        Invoke-In $shell "'blue' | Set-MissyDefaultProvider; (ask hi).Provider" | Should -Be 'blue'
        Invoke-In $shell 'Get-MissyProvider red | Set-MissyDefaultProvider; (ask hi).Provider' | Should -Be 'red'
    }

    It 'forgets the default with -Clear, so that the next in the order decides' {
        Invoke-In $shell 'Set-MissyDefaultProvider blue; Set-MissyDefaultProvider -Clear -WhatIf; (ask hi).Provider; Set-MissyDefaultProvider -Clear; (ask hi).Provider' |
            Should -Be 'blue', 'red'
    }

    It 'sets it for every runspace that has none of its own with -Scope Process' {
        try {
            Invoke-In $shell 'Set-MissyDefaultProvider blue -Scope Process'
            $other = New-Shell
            Invoke-In $other '(ask hi).Provider; Set-MissyDefaultProvider red; (ask hi).Provider' | Should -Be 'blue', 'red'
        }
        finally {
            Invoke-In $shell 'Set-MissyDefaultProvider -Clear -Scope Process'
            $other.Dispose()
        }

        Invoke-In $shell '(ask hi).Provider' | Should -Be 'red'
    }

    It 'changes nothing with -WhatIf' {
        Invoke-In $shell 'Set-MissyDefaultProvider blue -WhatIf; (ask hi).Provider' | Should -Be 'red'
    }

    It 'refuses one that is <Name>, and the old one stays' -ForEach @(
        @{ Name = 'unknown'; Provider = 'green'; Category = 'ObjectNotFound' }
        @{ Name = 'disabled'; Provider = 'off'; Category = 'InvalidArgument' }
        @{ Name = 'not there'; Provider = 'gone'; Category = 'ConnectionError' }
    ) {
        Invoke-In $shell 'Set-MissyDefaultProvider blue'
        $failure = try { Invoke-In $shell "Set-MissyDefaultProvider $Provider" } catch { $_ }
        $failure.CategoryInfo.Category | Should -Be $Category
        $failure.TargetObject | Should -Be $Provider
        Invoke-In $shell '(ask hi).Provider' | Should -Be 'blue'
    }

    It 'asks it first, and with -Force does not' {
        $sim.ClearRequests()
        Invoke-In $shell 'Set-MissyDefaultProvider blue'
        $sim.Requests.Count | Should -Be 1
        Invoke-In $shell 'Set-MissyDefaultProvider red -Force; Set-MissyDefaultProvider gone -Force; (Get-MissyProvider gone).Default' | Should -BeTrue
        $sim.Requests.Count | Should -Be 1
    }

    It 'opens the connection for the first call, and sends nothing over it' {
        $listener = [System.Net.Sockets.TcpListener]::new([ipaddress]::Loopback, 0)
        $listener.Start()
        $effective = $env:MISSY_CONFIG
        try {
            Use-TestConfig "providers: {ahead: {name: openai, base_url: 'http://127.0.0.1:$($listener.LocalEndpoint.Port)/v1', model: a-1}}"
            Invoke-In $shell 'Set-MissyDefaultProvider ahead -Force -WhatIf'
            Invoke-In $shell 'Set-MissyDefaultProvider ahead -Force; Set-MissyDefaultProvider ahead -Force'
            $accepting = $listener.AcceptTcpClientAsync()
            $accepting.Wait(20000) | Should -BeTrue
            $accepting.Result.Available | Should -Be 0
            $listener.Pending() | Should -BeFalse
        }
        finally {
            $env:MISSY_CONFIG = $effective
            $listener.Stop()
            if ($accepting.Status -eq 'RanToCompletion') {
                $accepting.Result.Dispose()
            }
        }
    }

    It 'refuses a disabled one with -Force too' {
        { Invoke-In $shell 'Set-MissyDefaultProvider off -Force' } | Should -Throw '*disabled*'
    }

    Context 'with -Persist' {
        BeforeEach {
            $text = [System.IO.File]::ReadAllText($env:MISSY_CONFIG)
            $yaml = [System.IO.Path]::Combine($TestDrive, "$([guid]::NewGuid()).yaml")
            [System.IO.File]::WriteAllText($yaml, "# mine`n$text")
            $effective, $env:MISSY_CONFIG = $env:MISSY_CONFIG, $yaml
        }

        AfterEach { $env:MISSY_CONFIG = $effective }

        It 'writes it into the configuration too, where comments stay' {
            Invoke-In $shell 'Set-MissyDefaultProvider BLUE -Persist; (ask hi).Provider' | Should -Be 'blue'
            $written = [System.IO.File]::ReadAllText($yaml)
            $written | Should -BeLike "# mine*default_provider: blue*"
            $written -replace '(?m)^default_provider: blue\r?\n' | Should -BeExactly "# mine`n$text"
            $other = New-Shell
            Invoke-In $other '(ask hi).Provider' | Should -Be 'blue'
            $other.Dispose()
        }

        It 'writes nothing with -WhatIf, nor when the provider does not answer' {
            Invoke-In $shell 'Set-MissyDefaultProvider blue -Persist -WhatIf'
            { Invoke-In $shell 'Set-MissyDefaultProvider gone -Persist' } | Should -Throw
            [System.IO.File]::ReadAllText($yaml) | Should -BeExactly "# mine`n$text"
        }

        It 'takes nothing when the file cannot be written' {
            $null = New-Item "$yaml.lock" -ItemType Directory
            { Invoke-In $shell 'Set-MissyDefaultProvider blue -Persist' } | Should -Throw '*cannot be written*'
            Invoke-In $shell '(ask hi).Provider' | Should -Be 'red'
        }
    }
}
