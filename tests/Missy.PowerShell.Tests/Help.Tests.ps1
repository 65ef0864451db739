BeforeDiscovery {
    $root = Join-Path $PSScriptRoot ../..
    $manifest = Import-PowerShellDataFile (Join-Path $root Missy.psd1)
    $cmdlets = $manifest.CmdletsToExport | ForEach-Object { @{ Name = $_ } }
    $topics = 'about_Missy', 'about_Missy_Configuration', 'about_Missy_Routing', 'about_Missy_Security' | ForEach-Object { @{ Topic = $_ } }
}

BeforeAll {
    . $PSScriptRoot/Support/Missy.ps1
    $helpFile = Join-Path $Root en-US Missy.PowerShell.dll-Help.xml
    $aboutFiles = Get-ChildItem (Join-Path $Root en-US) -Filter about_*.help.txt
}

AfterAll { Reset-Missy }

Describe 'The help file' {
    It 'is what the pages and the cmdlets make' {
        $made = & (Join-Path $Root src Missy.PowerShell Help New-ModuleHelp.ps1)
        $made -ceq ((Get-Content $helpFile -Raw) -replace "`r") | Should -BeTrue -Because 'en-US/Missy.PowerShell.dll-Help.xml is out of date; renew it: ./build.ps1 Help'
    }
}

Describe 'The help of <Name>' -ForEach $cmdlets {
    BeforeAll { $help = Get-Help $Name -Full }

    It 'has a synopsis, a description and links' {
        $help.Synopsis | Should -Match '^[A-Z].*\.$'
        $help.description.Text | Should -Match '\S'
        $help.relatedLinks.navigationLink | Should -Not -BeNullOrEmpty
    }

    It 'has two examples or more, each with a title and a sentence' {
        $help.examples.example.Count | Should -BeGreaterOrEqual 2
        foreach ($example in $help.examples.example) {
            $example.title | Should -Match '^-+ Example \d+: \S.* -+$'
            $example.code | Should -Match '\S'
            "$($example.remarks.Text)".Trim() | Should -Match '\.$'
        }
    }

    It 'describes every parameter' {
        $common = [System.Management.Automation.Cmdlet]::CommonParameters
        $parameters = (Get-Command $Name).Parameters.Keys | Where-Object { $_ -notin $common } | Sort-Object
        # Without parameters the property holds an empty text.
        $described = @($help.parameters | Where-Object { $_ } | ForEach-Object { $_.parameter } | Where-Object { $_ })
        $described.name | Sort-Object | Should -Be $parameters
        foreach ($parameter in $described) {
            "$($parameter.description.Text)" | Should -Match '\S' -Because "-$($parameter.name) is to be described"
            $parameter.type.name | Should -Not -BeNullOrEmpty
        }
    }

    It 'has a syntax for each parameter set' {
        @($help.syntax.syntaxItem) | Should -HaveCount (Get-Command $Name).ParameterSets.Count
    }

    It 'is plain text' {
        $help.Synopsis, $help.description.Text, $help.examples.example.remarks.Text, $help.alertSet.alert.Text |
            Out-String -Width 500 | Should -Not -Match '`|\]\(|\*\*|(?m)^#'
    }

    It 'names cmdlets and topics that there are' {
        $text = $help | Out-String -Width 500
        foreach ($match in [regex]::Matches($text, '\b[A-Z][a-z]+-Missy[A-Za-z]+\b')) {
            $match.Value | Should -BeIn (Get-Command -Module Missy).Name
        }

        foreach ($match in [regex]::Matches($text, '\babout_Missy\w*\b')) {
            $match.Value | Should -BeIn ($aboutFiles.Name -replace '\.help\.txt$')
        }
    }
}

Describe 'The help of a parameter' {
    It 'tells what PowerShell makes of it' {
        $name = Get-Help Get-MissyProvider -Parameter Name
        $name.required, $name.position, $name.pipelineInput, $name.globbing, $name.aliases |
            Should -Be 'false', '0', 'True (ByValue, ByPropertyName)', 'true', 'Provider'
        (Get-Help Get-MissySession -Parameter Name).required | Should -Be 'false'
        (Get-Help Set-MissyModelAlias -Parameter Model).required | Should -Be 'true'
        (Get-Help Test-MissyNetworkPolicy -Parameter Method).defaultValue | Should -Be 'POST'
    }

    It 'tells what it accepts' {
        (Get-Help ask -Parameter Tier).description.Text | Should -Contain 'One of: fast, primary, premium, simple, medium, complex.'
        (Get-Help Get-MissyModelAlias -Parameter Source).description.Text | Should -Contain "One of: $([enum]::GetNames((Get-Command Get-MissyModelAlias).Parameters.Source.ParameterType.GetElementType()) -join ', ')."
        (Get-Help Start-MissySimulator -Parameter Port).description.Text | Should -Contain 'From 0 to 65535.'
        (Get-Help ask | Out-String -Width 500) | Should -Match '\[-ReasoningEffort \{None \| Low \| Medium \| High\}\]'
    }

    It 'is found for every one at once' {
        (Get-Help Invoke-MissyAsk -Parameter *).Count | Should -BeGreaterThan 15
    }
}

Describe 'The alias ask' {
    It 'has the help of Invoke-MissyAsk' {
        (Get-Help ask).Name | Should -Be 'Invoke-MissyAsk'
        (Get-Help ask -Examples | Out-String) | Should -Match 'git diff \| ask'
    }
}

Describe '<Topic>' -ForEach $topics {
    It 'is found' {
        # What a host shows of a topic is its text.
        (Get-Help $Topic | Out-String).TrimStart() | Should -Match "^TOPIC\s+$Topic\s+SHORT DESCRIPTION\s+\S"
    }

    It 'fits 80 columns' {
        Get-Content (Join-Path $Root en-US "$Topic.help.txt") | Where-Object Length -GT 80 | Should -BeNullOrEmpty
    }

    It 'names cmdlets and topics that there are' {
        $text = Get-Content (Join-Path $Root en-US "$Topic.help.txt") -Raw
        foreach ($match in [regex]::Matches($text, '\b[A-Z][a-z]+-Missy[A-Za-z]+\b')) {
            $match.Value | Should -BeIn (Get-Command -Module Missy).Name
        }

        foreach ($match in [regex]::Matches($text, '\babout_Missy\w*\b')) {
            $match.Value | Should -BeIn ($aboutFiles.Name -replace '\.help\.txt$')
        }
    }

    It 'shows configurations without a finding' {
        foreach ($block in & $PSScriptRoot/Support/Get-AboutCode.ps1 (Join-Path $Root en-US "$Topic.help.txt") | Where-Object Language -EQ yaml) {
            $path = Join-Path $TestDrive "$([guid]::NewGuid()).yaml"
            Set-Content $path $block.Code
            (Test-MissyConfig $path).Message | Should -BeNullOrEmpty -Because $block.Code
        }
    }
}

Describe 'A copied module' {
    It 'has its help with it, also before it is imported' {
        $modules = Join-Path $TestDrive modules
        $copy = Join-Path $modules Missy
        $null = New-Item $copy -ItemType Directory
        Copy-Item $Manifest $copy
        Copy-Item (Join-Path $Root module), (Join-Path $Root en-US) $copy -Recurse
        $lines = Invoke-FreshPwsh @"
`$env:PSModulePath = '$modules'
(Get-Help Invoke-MissyAsk).Synopsis
(Get-Help Invoke-MissyAsk -Examples).examples.example.Count -gt 5
(Get-Help ask -Parameter Prompt).description.Text
(Get-Help about_Missy_Routing) -match 'SHORT DESCRIPTION'
(Get-Command Invoke-MissyAsk).Module.ModuleBase.StartsWith('$copy')
"@
        $lines | Should -Be 'Asks a language model, and writes its answer.', 'True', 'What to ask.', 'True', 'True'
    }
}
