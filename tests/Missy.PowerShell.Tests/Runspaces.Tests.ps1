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
