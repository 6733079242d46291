# coding: 
x = "ÿ"
